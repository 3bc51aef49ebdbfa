import { Problem } from './invalid.js';

/**
 * A command as compose splits it (go-shellwords): an operator of a shell such as `&&` ends it, since no shell runs it.
 * @throws Problem
 */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let isWord = false;
  let quote = '';
  let isEscaped = false;
  const end = (): void => {
    if (isWord) words.push(word);
    word = '';
    isWord = false;
  };
  for (const char of line) {
    if (isEscaped) {
      word += char === 't' ? '\t' : char === 'n' ? '\n' : char;
      isEscaped = false;
      isWord = true;
    } else if (char === '\\' && quote !== "'") isEscaped = true;
    else if (/[ \t\r\n]/.test(char) && quote === '') end();
    else if ((char === '"' || char === "'") && (quote === '' || quote === char)) {
      if (quote === char) isWord = true;
      quote = quote === '' ? char : '';
    } else if (char === '`' && (quote === '' || quote === '`')) {
      quote = quote === '' ? '`' : '';
      word += char;
      isWord = true;
    } else if (char === '(' && quote === '' && word.endsWith('$')) {
      quote = ')';
      word += char;
    } else if (char === ')' && quote === ')') {
      quote = '';
      word += char;
      isWord = true;
    } else if (quote === '' && (char === '(' || char === ')'))
      throw new Problem(`the command ${line} has a bracket without a quote`);
    else if (quote === '' && ';&|<>'.includes(char)) {
      if (char === '>' && /^\d/.test(word)) isWord = false;
      break;
    } else {
      word += char;
      isWord = true;
    }
  }
  end();
  if (isEscaped || quote !== '') throw new Problem(`the command ${line} has no end`);
  return words;
}
