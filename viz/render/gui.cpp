#include "viz/render/gui.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "engine/core/error.hpp"
#include "viz/render/gl.hpp"

namespace gongjian::viz {

Gui::Gui() {
  require_gl_3_3();
  context_ = ImGui::CreateContext();
  activate();
  ImGui::GetIO().IniFilename = nullptr;  // layouts are ours to store
  if (ImGui_ImplOpenGL3_Init("#version 330")) return;
  ImGui::DestroyContext(context_);
  throw core::UserError({"the window's OpenGL could not be set up: is the package libgl1-mesa-dri whole?",
                         "无法设置窗口的 OpenGL：软件包 libgl1-mesa-dri 是否完整？"});
}

Gui::~Gui() {
  activate();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext(context_);
}

void Gui::activate() const { ImGui::SetCurrentContext(context_); }

void Gui::begin_frame() const {
  activate();
  ImGui_ImplOpenGL3_NewFrame();
}

void Gui::draw() const {
  activate();
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  if (ImDrawData* data = ImGui::GetDrawData()) ImGui_ImplOpenGL3_RenderDrawData(data);
}

}  // namespace gongjian::viz
