const longest = 400;

/** The words of an HTML page, without its head, tags and runs of white space; cut after 400 characters. */
export function pageText(html: string): string {
  const text = html
    .replace(/<head\b[^]*?<\/head>/gi, ' ')
    .replace(/<(script|style)\b[^]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
