import { expect, it } from "vitest";
import { createWholeness, type Kept } from "./cluster-state.ts";

const level = { current: true };
const behind = (lag: number) => ({ current: false, lag });
const kept = (name: string, written: number, followers: Kept["followers"]): Kept => ({
  ...{ name, written, leader: "node-1", followers },
});

const CASES: { what: string; looks: Kept[][]; whole: boolean }[] = [
  { what: "level followers", looks: [[kept("TURNS", 5, [level, level])]], whole: true },
  { what: "one that is behind", looks: [[kept("TURNS", 5, [level, behind(2)])]], whole: false },
  { what: "one that is away", looks: [[kept("TURNS", 5, [level, { current: true, offline: true }])]], whole: false },
  { what: "one too few", looks: [[kept("TURNS", 5, [level])]], whole: false },
  { what: "no leader", looks: [[{ ...kept("TURNS", 5, [level, level]), leader: undefined }]], whole: false },
  {
    what: "each level at another look",
    looks: [
      [kept("TURNS", 5, [level, level]), kept("INBOUND", 5, [level, behind(1)])],
      [kept("TURNS", 6, [level, behind(1)]), kept("INBOUND", 5, [level, level])],
    ],
    whole: true,
  },
  {
    what: "never level, but past what was there first",
    looks: [[kept("TURNS", 5, [level, behind(3)])], [kept("TURNS", 9, [behind(1), behind(3)])]],
    whole: true,
  },
  {
    what: "never level, and not past it",
    looks: [[kept("TURNS", 5, [level, behind(3)])], [kept("TURNS", 9, [level, behind(4)])]],
    whole: false,
  },
];

it.each(CASES)("a cluster with $what is whole: $whole", ({ looks, whole }) => {
  const isWhole = createWholeness(3);
  expect(looks.map((all) => isWhole(all)).at(-1)).toBe(whole);
});
