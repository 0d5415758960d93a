/**
 * reached says whether an RTP timestamp is at or after another one. They are 32
 * bits and wrap round (RFC 3550, 5.1): the nearer way round the circle is time's.
 */
export function reached(timestamp: number, from: number): boolean {
  return ((timestamp - from) | 0) >= 0;
}
