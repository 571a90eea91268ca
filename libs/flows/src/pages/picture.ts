import type { Flow, FlowDefinition } from "@acolhe/conversation";
import { type Graph, instance } from "@viz-js/viz";
import { assemble } from "../folder/assemble.ts";
import { readFolder } from "../folder/source.ts";
import { loadFlow } from "../lint/load.ts";
import { type Way, waysOf } from "./ways.ts";

type State = FlowDefinition["states"][string];

/** Longer ones would make a box wider than what it leads to. */
const LINE_LENGTH_MAX = 30;
const TEXT_LENGTH_MAX = 84;
/** Graphviz knows its widths, which are those of any font of even width: text fits its box whichever a machine has. */
const FONT = { fontname: "Courier" };
const FONTS_SHOWN = "Courier New, Liberation Mono, DejaVu Sans Mono, Menlo, monospace";
const INK = "#343a40";
const FAINT = "#868e96";

const LOOKS = {
  asks: { shape: "box", style: "filled,rounded", fillcolor: "#e7f0fd", color: "#3b6fb5" },
  passes: { shape: "box", style: "filled", fillcolor: "#ffffff", color: "#ced4da" },
  person: { shape: "box", style: "filled,rounded,bold", fillcolor: "#d8f3dc", color: "#2d6a4f" },
  ends: { shape: "box", style: "filled,rounded", fillcolor: "#e9ecef", color: "#6c757d", peripheries: 2 },
  looksUp: { shape: "cylinder", style: "filled", fillcolor: "#fff3bf", color: "#b08900" },
  elsewhere: { shape: "plaintext", style: "", fontcolor: FAINT, fontsize: 10, margin: 0.04 },
};

/**
 * A flow as pictures (SVG): one for each file of its states, by that file's name, and `overview`, which shows how they
 * lead to each other.
 *
 * @throws FlowRefused
 */
export async function picturesOf(folder: string): Promise<Record<string, string>> {
  const flow = loadFlow(folder);
  const { definition } = flow;
  const { locate } = assemble(readFolder(folder));
  const topicOf = (state: string) =>
    locate(["states", state], "key")
      .file.replace(/^.*\//, "")
      .replace(/\.yaml$/, "");
  const topics = [...new Set(Object.keys(definition.states).map(topicOf))];
  const ways = waysOf(definition);
  const viz = await instance();
  const draw = (graph: Graph) =>
    viz
      .renderString(graph, { format: "svg" })
      .replaceAll(`font-family="${FONT.fontname}"`, `font-family="${FONTS_SHOWN}"`)
      // Who cannot see the picture is told what it is.
      .replace("<g id=", `<title>The flow: ${graph.name}</title>\n<g id=`);
  return {
    overview: draw(overview(definition, topics, ways, topicOf)),
    ...Object.fromEntries(topics.map((topic) => [topic, draw(topicGraph(flow, topic, ways, topicOf))])),
  };
}

type TopicOf = (state: string) => string;

function overview(definition: FlowDefinition, topics: string[], ways: Way[], topicOf: TopicOf): Graph {
  const count = (topic: string) => Object.keys(definition.states).filter((name) => topicOf(name) === topic).length;
  const arrows = new Map<string, { from: string; to: string; states: Set<string> }>();
  for (const { from, to } of ways) {
    const [tail, head] = [from === "flow" ? "anywhere" : topicOf(from), topicOf(to)];
    if (tail === head) continue;
    const key = `${tail} ${head}`;
    const arrow = arrows.get(key) ?? { from: tail, to: head, states: new Set() };
    arrow.states.add(to);
    arrows.set(key, arrow);
  }
  return {
    ...base("overview", { ranksep: 0.9, nodesep: 0.7 }),
    nodes: [
      {
        name: "begin",
        attributes: { label: "begin", shape: "circle", style: "filled", fillcolor: INK, fontcolor: "white" },
      },
      { name: "anywhere", attributes: { label: "in own words,\nanywhere", shape: "ellipse", style: "dashed" } },
      ...topics.map((topic) => ({
        name: topic,
        attributes: { ...LOOKS.asks, label: { html: box(topic, `${count(topic)} states`) }, margin: "0.25,0.15" },
      })),
    ],
    edges: [
      { tail: "begin", head: topicOf(definition.flow.start) },
      ...[...arrows.values()].map(({ from, to, states }) => ({
        tail: from,
        head: to,
        attributes: { label: wrapped([...states]), ...(from === "anywhere" ? { style: "dashed" } : {}) },
      })),
    ],
  };
}

/** The states of one file. What they lead to in another, or where many lead, stands in grey where it is left. */
function topicGraph(flow: Flow, topic: string, ways: Way[], topicOf: TopicOf): Graph {
  const own = Object.entries(flow.definition.states).filter(([name]) => topicOf(name) === topic);
  const inside = new Set(own.map(([name]) => name));
  const fromHere = ways.filter(({ from }) => inside.has(from));
  const entered = new Set(ways.filter(({ from }) => !inside.has(from)).map(({ to }) => to)).add(flow.head.start);
  const isHub = (name: string) => fromHere.filter(({ to }) => to === name).length > HUB_ARROWS_MAX;
  const isDrawn = ({ to }: Way) => inside.has(to) && !isHub(to);
  const exits = new Map<string, { from: string; ways: Way[] }>();
  for (const way of fromHere.filter((each) => !isDrawn(each))) {
    const id = `${way.from} to ${topicOf(way.to)}`;
    exits.set(id, { from: way.from, ways: [...(exits.get(id)?.ways ?? []), way] });
  }
  return {
    ...base(topic, { ranksep: 0.4, nodesep: 0.25 }),
    nodes: [
      ...own.map(([name, state]) => ({
        name,
        attributes: {
          ...lookOf(state),
          label: { html: box(name, words(flow, state)) },
          ...(entered.has(name) ? { penwidth: 2.4 } : {}),
        },
      })),
      ...[...exits].map(([id, { ways: leaving }]) => ({
        name: id,
        attributes: { ...LOOKS.elsewhere, label: exitText(topic, topicOf(leaving[0]!.to), leaving) },
      })),
    ],
    edges: [
      ...fromHere
        .filter(isDrawn)
        .map(({ from, to, labels }) => ({ tail: from, head: to, attributes: { label: wrapped(labels) } })),
      ...[...exits].map(([id, { from }]) => ({
        tail: from,
        head: id,
        attributes: { color: FAINT, arrowsize: 0.5 },
      })),
    ],
  };
}

/** `price_question → price`, a line each, and where that is. */
function exitText(here: string, there: string, ways: readonly Way[]): string {
  const arrow = here === there ? "↺" : "→";
  const texts = ways.flatMap(({ labels, to }) => {
    const all = lines(labels.join(", "));
    return [...all.slice(0, -1), `${all.at(-1) ?? ""} ${arrow} ${to}`.trim()];
  });
  return [...(here === there ? [] : [`(${there})`]), ...texts].map((line) => `${line}\\l`).join("");
}

/** More arrows than that into one state cannot be followed with the eye. */
const HUB_ARROWS_MAX = 4;

const base = (name: string, attributes: Record<string, number>): Graph => ({
  name,
  directed: true,
  graphAttributes: { rankdir: "TB", bgcolor: "white", pad: 0.3, ...attributes },
  nodeAttributes: { ...FONT, fontsize: 11, fontcolor: INK, margin: "0.14,0.08" },
  edgeAttributes: { ...FONT, fontsize: 9, fontcolor: INK, color: "#495057", arrowsize: 0.7 },
});

function lookOf(state: State) {
  if (state.handoff) return LOOKS.person;
  if (state.end || state.stop) return LOOKS.ends;
  if (state.lookup) return LOOKS.looksUp;
  return state.ask === undefined ? LOOKS.passes : LOOKS.asks;
}

/** What a state says, in the flow's first language, so that who knows the conversation finds the place. */
function words(flow: Flow, { ask, say }: State): string {
  const key = ask ?? [say ?? []].flat()[0];
  const text = key === undefined ? "" : flow.message(key, flow.head.languages[0]!)?.say((name) => `{${name}}`);
  const line = (text ?? "").replace(/\s+/g, " ").replaceAll("*", "").trim();
  return line.length > TEXT_LENGTH_MAX ? `${line.slice(0, TEXT_LENGTH_MAX).replace(/ \S*$/, "")} …` : line;
}

const box = (name: string, text: string): string =>
  [`<b>${escaped(name)}</b>`, ...lines(text).map((line) => `<font point-size="9">${escaped(line)}</font>`)].join(
    "<br/>",
  );

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const wrapped = (labels: readonly string[]): string => lines(labels.join(", ")).join("\n");

/** At spaces, into lines that are not much longer than the others. */
function lines(text: string): string[] {
  const all: string[] = [];
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const last = all.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LENGTH_MAX) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  return all;
}
