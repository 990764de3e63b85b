// ImGui's context and its backend for OpenGL, as every platform has them.
#pragma once

struct ImGuiContext;

namespace gongjian::viz {

// Needs a current context of OpenGL from its making to its end.
class Gui {
 public:
  Gui();
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  // Makes it the one that ImGui's functions mean.
  void activate() const;
  // The backend's part of beginning a frame; to be called before the platform's and ImGui::NewFrame.
  void begin_frame() const;
  // Into the bound framebuffer, over nothing: the frame last ended with ImGui::Render.
  void draw() const;

 private:
  ImGuiContext* context_;
};

}  // namespace gongjian::viz
