import { queryOptions } from '@tanstack/react-query';

const POINTS = 2000;

/** How loud a recording is along its time, 0 to 1; null where the service does not know. */
export function waveformQuery(url: string) {
  return queryOptions({
    queryKey: ['waveform', url.split('?')[0]],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }) => {
      const [path, grant] = url.split('?');
      const response = await fetch(`${path}/waveform?points=${POINTS}${grant ? `&${grant}` : ''}`, { signal });
      return response.ok ? peaksOf((await response.json()) as { peaks?: unknown }) : null;
    },
  });
}

function peaksOf(answer: { peaks?: unknown }): number[] | null {
  if (!Array.isArray(answer.peaks) || answer.peaks.length === 0) return null;
  const peaks = answer.peaks.map((peak) => Math.abs(Number(peak)) || 0);
  const highest = peaks.reduce((high, peak) => Math.max(high, peak), 0) || 1;
  return peaks.map((peak) => peak / highest);
}
