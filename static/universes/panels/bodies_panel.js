/** What is in the world: bodies, and what holds them; each with its fields. */
import { html, signal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { massOf } from "../music/collisions.js";
import { markWords } from "../activity.js";
import { tidy } from "../parameters.js";

const SHAPES = () => ({ circle: t("Ball"), box: t("Box"), capsule: t("Capsule"), cylinder: t("Cylinder"), cone: t("Cone"), polygon: t("Polygon"), plane: t("Ground") });
const KINDS = () => ({ distance: t("Rod"), rope: t("Rope"), spring: t("Spring"), hinge: t("Hinge"), slider: t("Slider"), fixed: t("Weld"), motor: t("Motor") });
/** @type {Record<string, object>} what a new one of a shape is like */
const FRESH = { polygon: { points: [[-0.6, -0.5], [0.6, -0.5], [0, 0.7]] }, plane: { position: [0, -5], static: true }, capsule: { radius: 0.3, height: 1.4 } };

/** As the server holds them: metres, m/s, kg, degrees. @type {Record<string, [number, number]>} */
const RANGES = { place: [-1e6, 1e6], speed: [-1e5, 1e5], mass: [1e-9, 1e15], length: [1e-3, 1e4], turned: [-1e6, 1e6] };

/** @param {string} shape */
const shapeWords = (shape) => /** @type {any} */ (SHAPES())[shape] ?? shape;
/** @param {any} body */
export const bodyName = (body) => body?.name || shapeWords(body?.shape ?? "");

/** @param {{world: import("../world.js").World, stage: import("../stage/stage.js").Stage, activity: import("../activity.js").Activity}} props */
export function BodiesPanel({ world, stage, activity }) {
  const { room } = world;
  const bodies = world.bodies.value;
  const may = world.edits.value;
  const chosen = stage.chosen.value;
  const add = async (/** @type {string} */ shape) => {
    const above = 4 + (bodies.length % 5);
    const answer = await room.send("body.create", { shape, position: [((bodies.length * 1.7) % 8) - 4, above], ...FRESH[shape] });
    if (answer?.id) stage.chosen.value = answer.id;
  };
  return html`<div class="panel-body stack">
    ${may && html`<div class="preset-row" role="group" aria-label=${t("Add a body")}>${Object.entries(SHAPES()).map(([shape, words]) => html`<button key=${shape} type="button" class="btn btn-s" onClick=${() => add(shape)}><${Icon} name="plus" />${words}</button>`)}</div>`}
    ${bodies.length === 0 && html`<div class="empty"><${Icon} name="orbit" /><h3>${t("No bodies yet")}</h3><p>${may ? t("Add a ball and let it fall.") : t("This world is empty.")}</p></div>`}
    <ul class="list bodies">${bodies.map((body) => html`<li key=${body.id} class=${body.id === chosen ? "body-open" : ""}>
      <button type="button" class="body-row" aria-expanded=${body.id === chosen} onClick=${() => { stage.chosen.value = body.id === chosen ? "" : body.id; }}>
        <span class="grow truncate">${bodyName(body)}</span><span class="small quiet">${massOf(body) === null ? t("stands fast") : `${tidy(massOf(body) ?? 1)} kg`}</span></button>
      ${body.id === chosen && html`<${BodyForm} world=${world} body=${body} may=${may} mark=${markWords(activity.marks.value.get(body.id))} />`}</li>`)}</ul>
    <${Constraints} world=${world} chosen=${chosen} />
  </div>`;
}

/** @param {{world: import("../world.js").World, body: import("../world.js").Body, may: boolean, mark: string}} props `mark` who was last at it */
function BodyForm({ world, body, may, mark }) {
  const { room } = world;
  const set = (/** @type {object} */ fields) => room.send("body.update", { body: body.id, ...fields });
  const number = (/** @type {string} */ label, /** @type {number | null} */ value, /** @type {(next: number) => void} */ put, /** @type {string} */ unit, /** @type {[number, number]} */ range) => html`<${BodyNumber} key=${label} label=${label} value=${value} put=${put} unit=${unit} range=${range} may=${may} />`;
  const [x, y] = body.position;
  const [vx, vy] = body.velocity;
  const round = body.shape === "circle" || body.shape === "capsule";
  return html`<div class="stack-s body-form">
    <label class="small-field small-field-wide"><span>${t("Name")}</span><input type="text" maxlength="60" disabled=${!may} value=${body.name} onChange=${(/** @type {any} */ event) => set({ name: event.target.value })} /></label>
    <div class="field-grid">
      ${number("x", x, (next) => set({ position: [next, y] }), "m", RANGES.place)}${number("y", y, (next) => set({ position: [x, next] }), "m", RANGES.place)}
      ${body.shape !== "plane" && html`${number(t("Speed x"), vx, (next) => set({ velocity: [next, vy] }), "m/s", RANGES.speed)}${number(t("Speed y"), vy, (next) => set({ velocity: [vx, next] }), "m/s", RANGES.speed)}
        ${number(t("Mass"), massOf({ ...body, static: false }), (next) => set({ mass: next }), "kg", RANGES.mass)}`}
      ${number(t("Turned"), (body.angle * 180) / Math.PI, (next) => set({ angle: (next * Math.PI) / 180 }), "°", RANGES.turned)}
      ${round && number(t("Radius"), body.radius, (next) => set({ radius: next }), "m", RANGES.length)}
      ${["box", "cylinder", "cone"].includes(body.shape) && number(t("Width"), body.width, (next) => set({ width: next }), "m", RANGES.length)}
      ${["box", "cylinder", "cone", "capsule"].includes(body.shape) && number(t("Height"), body.height, (next) => set({ height: next }), "m", RANGES.length)}
      ${number(t("Bounce"), body.material.restitution, (next) => set({ material: { ...body.material, restitution: next } }), "0 – 1", [0, 1])}
      ${number(t("Grip"), body.material.friction, (next) => set({ material: { ...body.material, friction: next } }), "0 – 10", [0, 10])}
    </div>
    <div class="row-s">
      <label class="check"><input type="checkbox" disabled=${!may} checked=${body.static} onChange=${(/** @type {any} */ event) => set({ static: event.target.checked })} />${t("stands fast")}</label>
      <label class="check"><input type="checkbox" disabled=${!may} checked=${body.sensor} onChange=${(/** @type {any} */ event) => set({ sensor: event.target.checked })} />${t("lets others through")}</label>
      <span class="grow small quiet truncate">${mark}</span>
      ${may && html`<${IconButton} icon="trash-2" class="btn-s" label=${t("Take {name} out", { name: bodyName(body) })} onClick=${() => room.send("body.delete", { body: body.id })} />`}</div>
  </div>`;
}

/**
 * A number of a body, refused out of its range. Bounce and grip may be left to the world.
 * @param {{label: string, value: number | null, put: (next: number) => void, unit: string, range: [number, number], may: boolean}} props
 */
function BodyNumber({ label, value, put, unit, range: [least, most], may }) {
  const typed = (/** @type {any} */ event) => {
    const given = event.target.valueAsNumber;
    const wrong = given >= least && given <= most ? "" : t("From {least} to {most} {unit} is possible.", { least, most, unit: unit.includes("–") ? "" : unit }).replace("  ", " ");
    event.target.setCustomValidity(wrong);
    if (wrong) event.target.reportValidity();
    else put(given);
  };
  return html`<label class="small-field"><span>${label} <i class="quiet">${unit}</i></span>
    <input type="number" inputmode="decimal" step="any" min=${least} max=${most} disabled=${!may} value=${value === null ? "" : tidy(value)} placeholder=${value === null ? t("the world's") : ""} onChange=${typed} /></label>`;
}

const joining = signal({ type: "rod", other: "" });

/** @param {{world: import("../world.js").World, chosen: string}} props */
function Constraints({ world, chosen }) {
  const { room } = world;
  const constraints = world.constraints.value;
  const bodies = world.bodies.value;
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const may = world.edits.value;
  const one = byId.get(chosen);
  const { type, other } = joining.value;
  const join = () => {
    const to = byId.get(other);
    room.send("constraint.create", { type: type === "rod" ? "distance" : type, body_a: chosen, ...(to ? { body_b: to.id } : { anchor_b: one ? [one.position[0], one.position[1] + 3] : [0, 0] }), ...(type === "rope" ? { max_distance: to && one ? Math.hypot(to.position[0] - one.position[0], to.position[1] - one.position[1]) : 3 } : {}) });
  };
  return html`<details class="fold" open=${constraints.length > 0}><summary>${tn("{count} joint", "{count} joints", constraints.length)}</summary><div class="stack-s">
    ${may && (one ? html`<div class="stack-s join-form"><p class="small quiet">${t("Hold {name} by", { name: bodyName(one) })}</p><div class="row-s">
      <select aria-label=${t("Kind of joint")} value=${type} onChange=${(/** @type {any} */ event) => { joining.value = { ...joining.value, type: event.target.value }; }}>${Object.entries(KINDS()).map(([kind, words]) => html`<option key=${kind} value=${kind === "distance" ? "rod" : kind}>${words}</option>`)}</select>
      <select aria-label=${t("to what")} value=${other} onChange=${(/** @type {any} */ event) => { joining.value = { ...joining.value, other: event.target.value }; }}><option value="">${t("the world")}</option>
        ${bodies.filter((body) => body.id !== chosen).map((body) => html`<option key=${body.id} value=${body.id}>${bodyName(body)}</option>`)}</select>
      <button type="button" class="btn btn-s" onClick=${join}>${t("Join")}</button></div></div>` : html`<p class="small quiet">${t("Choose a body to join it to another one, or to the world.")}</p>`)}
    <ul class="list">${constraints.map((joint) => html`<li key=${joint.id}><span class="grow truncate">${/** @type {any} */ (KINDS())[joint.type] ?? joint.type}: ${bodyName(byId.get(joint.body_a))} – ${joint.body_b ? bodyName(byId.get(joint.body_b)) : t("the world")}</span>
      ${may && html`<label class="check small"><input type="checkbox" checked=${joint.enabled} onChange=${(/** @type {any} */ event) => room.send("constraint.update", { constraint: joint.id, enabled: event.target.checked })} />${t("holds")}</label>
        <${IconButton} icon="trash-2" class="btn-s" label=${t("Take this joint away")} onClick=${() => room.send("constraint.delete", { constraint: joint.id })} />`}</li>`)}</ul>
  </div></details>`;
}
