#include "viz/render/raster_renderer.hpp"

#include <algorithm>
#include <utility>

#include "viz/render/raster.hpp"

namespace gongjian::viz {

unsigned RasterRenderer::texture(const Scene& scene, const Camera& camera, int width, int height) {
  width = std::max(width, 1);
  height = std::max(height, 1);
  const DrawnGround ground = DrawnGround::of(scene, camera, width, height);
  const DrawnPoints points = DrawnPoints::of(scene);
  if (drawn_ground_ != ground || drawn_points_ != points) {
    draw(scene, camera, ground);
    drawn_points_ = points;
    send();
  }
  return texture_.name();
}

void RasterRenderer::draw(const Scene& scene, const Camera& camera, const DrawnGround& ground) {
  if (drawn_ground_ != ground) {
    const auto [width, height] = std::pair(ground.from.width, ground.from.height);
    if (ground_.width != width || ground_.height != height) ground_ = Image(width, height);
    raster_ground(scene, camera, ground_, workers_);
    drawn_ground_ = ground;
  }
  image_ = ground_;
  raster_points(scene, camera, image_, workers_);
}

void RasterRenderer::send() {
  if (texture_width_ != image_.width || texture_height_ != image_.height) {
    size_texture(texture_, image_.width, image_.height);
    texture_width_ = image_.width;
    texture_height_ = image_.height;
  }
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, image_.width, image_.height, GL_RGBA, GL_UNSIGNED_BYTE, image_.pixels.data());
}

}  // namespace gongjian::viz
