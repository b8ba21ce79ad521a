/** How a code is shown: in two groups, which eyes and voices keep better. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
