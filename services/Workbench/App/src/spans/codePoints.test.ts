import { describe, expect, it } from 'vitest';
import { CodePoints, snapToWords, trimSpan } from './codePoints';
import { stretches } from './segments';

const TEXT = 'I met 👩‍🚀 Ada in 서울 — 안녕 🎉 Bob.';

describe('offsets', () => {
  it('count code points, so that every language cuts the same piece out', () => {
    const points = new CodePoints(TEXT);
    const unit = TEXT.indexOf('Ada');
    const start = points.fromUtf16(unit);
    expect([...TEXT].slice(start, start + 3).join('')).toBe('Ada');
    expect(start).toBe(unit - 2);
    expect(points.slice(start, start + 3)).toBe('Ada');
  });

  it('lead there and back for every position, in every text', () => {
    const alphabet = ['a', ' ', '한', '글', '👍', '🏽', 'é', '\n', '𝒳', '‍'];
    let seed = 7;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 40) }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
      const points = new CodePoints(text);
      const characters = [...text];
      expect(points.length).toBe(characters.length);
      for (let at = 0; at <= characters.length; at++) expect(points.fromUtf16(points.toUtf16(at))).toBe(at);
      const [a, b] = [Math.floor(random() * characters.length), Math.floor(random() * (characters.length + 1))].sort((x, y) => x - y) as [
        number,
        number,
      ];
      expect(points.slice(a, b)).toBe(characters.slice(a, b).join(''));
    }
  });

  it('within a surrogate pair are those of its character', () => expect(new CodePoints('a👍b').fromUtf16(2)).toBe(1));
});

describe('a span', () => {
  const points = new CodePoints('안녕 하세요  world ');

  it('loses spaces at its ends, and is none when nothing else was marked', () => {
    expect(trimSpan(points, 2, 8)).toEqual([3, 6]);
    expect(trimSpan(points, 6, 8)).toBeNull();
  });

  it('grows to whole words, Hangul too', () => {
    expect(snapToWords(points, 4, 5)).toEqual([3, 6]);
    expect(snapToWords(points, 9, 10)).toEqual([8, 13]);
  });

  it('cuts the text so that overlapping ones can be shown', () => {
    const cut = stretches(10, [
      { start: 1, end: 6 },
      { start: 4, end: 8 },
    ]);
    expect(cut.map((stretch) => [stretch.start, stretch.end, stretch.spans])).toEqual([
      [0, 1, []],
      [1, 4, [0]],
      [4, 6, [0, 1]],
      [6, 8, [1]],
      [8, 10, []],
    ]);
  });
});
