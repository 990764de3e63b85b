// The map's shaders. They compute what the rasteriser does: lines are rectangles, points discs, both with an edge that
// fades over one pixel.
#pragma once

namespace gongjian::viz::shaders {

// Pixels from the picture's middle, y down; and where OpenGL has them. The lowest row of the texture is the map's
// uppermost.
#define GONGJIAN_CAMERA                                           \
  "#version 330 core\n"                                           \
  "uniform vec2 centre, size;\n"                                  \
  "uniform float scale;\n"                                        \
  "vec2 place(vec2 point) { return (point - centre) * scale; }\n" \
  "vec4 position(vec2 pixels) { return vec4(pixels / (size / 2), 0, 1); }\n"

inline constexpr char kAreaVertex[] = GONGJIAN_CAMERA R"(
layout(location = 0) in vec2 corner;
layout(location = 1) in vec4 colour;
flat out vec4 ink;
void main() {
  gl_Position = position(place(corner));
  ink = colour;
}
)";

inline constexpr char kAreaFragment[] = R"(#version 330 core
flat in vec4 ink;
out vec4 pixel;
void main() { pixel = ink; }
)";

inline constexpr char kLineVertex[] = GONGJIAN_CAMERA R"(
layout(location = 0) in vec2 from;
layout(location = 1) in vec2 to;
layout(location = 2) in vec4 colour;
layout(location = 3) in float width;
uniform float beyond;  // how far it reaches beyond its ends, in widths
flat out vec4 ink;
flat out vec2 extent;  // half of it, along and across
out vec2 offset;       // from the middle
void main() {
  vec2 a = place(from), b = place(to), along = b - a;
  float span = length(along);
  extent = vec2(span / 2 + beyond * width, width / 2);
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2 - 1;
  offset = corner * (extent + 0.5);
  vec2 direction = span > 0 ? along / span : vec2(0);
  gl_Position = position((a + b) / 2 + offset.x * direction + offset.y * vec2(-direction.y, direction.x));
  ink = colour;
}
)";

inline constexpr char kLineFragment[] = R"(#version 330 core
flat in vec4 ink;
flat in vec2 extent;
in vec2 offset;
out vec4 pixel;
void main() {
  vec2 covered = clamp(extent + 0.5 - abs(offset), vec2(0), min(2 * extent, vec2(1)));
  pixel = vec4(ink.rgb, ink.a * covered.x * covered.y);
}
)";

inline constexpr char kPointVertex[] = GONGJIAN_CAMERA R"(
layout(location = 0) in vec2 point;
layout(location = 1) in vec4 colour;
layout(location = 2) in float diameter;
flat out vec4 ink;
flat out float radius;
out vec2 offset;
void main() {
  radius = max(diameter, 1) / 2;
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2 - 1;
  offset = corner * (radius + 0.5);
  gl_Position = colour.a > 0 ? position(place(point) + offset) : vec4(2, 2, 2, 1);
  ink = colour;
}
)";

inline constexpr char kPointFragment[] = R"(#version 330 core
flat in vec4 ink;
flat in float radius;
in vec2 offset;
out vec4 pixel;
void main() { pixel = vec4(ink.rgb, ink.a * clamp(radius + 0.5 - length(offset), 0, 1)); }
)";

#undef GONGJIAN_CAMERA

}  // namespace gongjian::viz::shaders
