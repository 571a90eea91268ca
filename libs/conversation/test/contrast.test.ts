import { describe, expect, test } from "vitest";
import { cameTo, isOnlyDenied } from "../src/reading/contrast.ts";

const PLACES = [
  { id: "clinic", names: ["presencial", "consultorio", "in person", "clinic"] },
  { id: "video", names: ["online", "por video", "video"] },
];
const came = (text: string, language: "pt" | "es" | "en" = "pt") => cameTo(PLACES, text, language)?.id;

describe("of several that are named", () => {
  test.each([
    ["por vídeo e não presencial", "video"],
    ["por vídeo não dá pra mim, tem que ser no consultório", "clinic"],
    ["presencial. Espera, minha mãe disse melhor por vídeo", "video"],
    ["presencial, aliás, online", "video"],
    ["en vez de video, presencial", "clinic"],
    ["in person won't work, so video", "video"],
    ["video. Actually no, wait, in person", "clinic"],
    ["not video, in person please", "clinic"],
    ["could we make it online rather than in person", "video"],
    ["in person instead of video", "clinic"],
  ])("%s comes to %s", (text, id) => expect(came(text)).toBe(id));

  test.each([
    ["é dela, não por vídeo", true],
    ["por vídeo", false],
    ["presencial", false],
  ])("whether %s names video only in order to deny it: %s", (text, isDenied) =>
    expect(isOnlyDenied(PLACES[1]!, text, "pt")).toBe(isDenied),
  );

  test("a no before it is a denial where it is no preposition", () => {
    expect(came("no consultorio, online", "es")).toBe("video");
    expect(came("no consultório", "pt")).toBe("clinic");
  });

  test.each(["presencial ou online", "a minha por vídeo e a dela no consultório", "nem por vídeo nem presencial"])(
    "%s leaves it open",
    (text) => expect(came(text)).toBeUndefined(),
  );

  test("a longer name counts, and not the shorter one inside it", () => {
    const kinds = [
      { id: "therapy", names: ["terapia"] },
      { id: "couple", names: ["terapia de casal"] },
    ];
    expect(cameTo(kinds, "terapia de casal", "pt")?.id).toBe("couple");
    expect(cameTo(kinds, "terapia de cazal", "pt")?.id).toBe("couple");
  });
});
