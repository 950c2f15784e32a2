/** The fog as one mesh over the view: a shader reads three small masks, so a frame costs the same however much is known. */
import { Geometry, GlProgram, Mesh, Shader, Texture, UniformGroup } from "../../vendor/pixi.js";

const VERTEX = `
in vec2 aPosition;
out vec2 vPlace;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vPlace = aPosition;
  gl_Position = vec4((uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
}`;

/* NIGHT: warm near-black; DUSK: the grey that explored ground is mixed with, which dims it and takes its colour. */
const FRAGMENT = `
in vec2 vPlace;
out vec4 finalColor;
uniform sampler2D uKnown;
uniform sampler2D uNow;
uniform sampler2D uBefore;
uniform sampler2D uGrain;
uniform vec4 uFrame;
uniform float uMix;
uniform float uStrength;
uniform float uGrainSize;
const vec3 NIGHT = vec3(0.071, 0.059, 0.057);
const vec3 DUSK = vec3(0.118, 0.110, 0.122);
void main() {
  vec2 at = (vPlace - uFrame.xy) / uFrame.zw;
  vec2 within = step(vec2(0.0), at) * step(at, vec2(1.0));
  float inside = within.x * within.y;
  float seen = inside * mix(texture(uBefore, at).r, texture(uNow, at).r, uMix);
  float known = max(inside * texture(uKnown, at).r, seen);
  float grain = texture(uGrain, vPlace / uGrainSize).r - 0.5;
  float night = 1.0 - smoothstep(0.28, 0.94, known + grain * 0.06);
  float dusk = 0.64 * (1.0 - smoothstep(0.15, 0.85, seen));
  vec3 paper = NIGHT * (1.0 + grain * 0.9);
  float alpha = night + (1.0 - night) * dusk;
  finalColor = vec4(paper * night + DUSK * dusk * (1.0 - night), alpha) * uStrength;
}`;

const GRAIN_PX = 128;

/** @returns {Texture} grey noise, twice smoothed, as paper has it; tiles without a seam */
function grain() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = GRAIN_PX;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = pen.createImageData(GRAIN_PX, GRAIN_PX);
  const noise = Float32Array.from({ length: GRAIN_PX ** 2 }, () => Math.random());
  const at = (/** @type {number} */ x, /** @type {number} */ y) => noise[((y + GRAIN_PX) % GRAIN_PX) * GRAIN_PX + ((x + GRAIN_PX) % GRAIN_PX)];
  for (let y = 0; y < GRAIN_PX; y += 1) {
    for (let x = 0; x < GRAIN_PX; x += 1) {
      const soft = (at(x, y) * 2 + at(x + 1, y) + at(x - 1, y) + at(x + 2, y) + at(x, y + 1)) / 6; /* fibres lie across */
      image.data.set([soft * 255, soft * 255, soft * 255, 255], (y * GRAIN_PX + x) * 4);
    }
  }
  pen.putImageData(image, 0, 0);
  const texture = Texture.from(canvas);
  texture.source.addressMode = "repeat";
  texture.source.scaleMode = "linear";
  return texture;
}

export class FogMesh {
  constructor() {
    this.uniforms = new UniformGroup({
      uFrame: { value: new Float32Array([0, 0, 1, 1]), type: "vec4<f32>" },
      uMix: { value: 1, type: "f32" },
      uStrength: { value: 1, type: "f32" },
      uGrainSize: { value: GRAIN_PX, type: "f32" },
    });
    const none = Texture.EMPTY.source;
    this.shader = new Shader({
      glProgram: GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: "fog" }),
      resources: { fog: this.uniforms, uKnown: none, uNow: none, uBefore: none, uGrain: grain().source },
    });
    this.corners = new Float32Array(8);
    this.geometry = new Geometry({
      attributes: { aPosition: { buffer: this.corners, format: "float32x2" } },
      indexBuffer: [0, 1, 2, 0, 2, 3],
    });
    this.mesh = new Mesh({ geometry: this.geometry, shader: /** @type {any} */ (this.shader) });
  }

  /** @param {Texture} known @param {Texture} now @param {Texture} before @param {import("../../base/geometry.js").Box} frame what they cover */
  show(known, now, before, frame) {
    this.shader.resources.uKnown = known.source;
    this.shader.resources.uNow = now.source;
    this.shader.resources.uBefore = before.source;
    this.uniforms.uniforms.uFrame = new Float32Array([frame.x, frame.y, frame.width, frame.height]);
    this.uniforms.update();
  }

  /** @param {number} mix 0: as seen before, 1: as seen now @param {number} strength 1 hides */
  set(mix, strength) {
    this.uniforms.uniforms.uMix = mix;
    this.uniforms.uniforms.uStrength = strength;
    this.uniforms.update();
  }

  /** @param {import("../../base/geometry.js").Box} view the part of the scene in view @param {number} zoom */
  cover(view, zoom) {
    const { x, y, width, height } = view;
    this.corners.set([x, y, x + width, y, x + width, y + height, x, y + height]);
    this.geometry.getBuffer("aPosition").update();
    /* as fine on the screen at every zoom, yet lying still while one zooms */
    this.uniforms.uniforms.uGrainSize = GRAIN_PX * 1.5 * 2 ** Math.round(Math.log2(1 / zoom));
    this.uniforms.update();
  }
}
