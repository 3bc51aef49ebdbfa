type Say = (line: string) => void;

/** Lines of something that goes on in the background: held until it is their turn, and said as they come from then on. */
export interface HeldLines {
  readonly hold: Say;
  /** Says what was held. */
  readonly release: () => void;
}

/** @param say where the lines go in the end */
export function heldLines(say: Say): HeldLines {
  const held: string[] = [];
  let isReleased = false;
  return {
    hold: (line) => (isReleased ? say(line) : void held.push(line)),
    release() {
      isReleased = true;
      for (const line of held.splice(0)) say(line);
    },
  };
}
