#include "viz/render/egl_context.hpp"

#include <epoxy/egl.h>

#include <string>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "viz/render/gl.hpp"

namespace gongjian::viz {
namespace {

[[noreturn]] void fail(core::Words what) {
  throw core::UserError(core::say(
      "pictures cannot be drawn headless, because {}. The packages libegl1, libegl-mesa0 and "
      "libgl1-mesa-dri have what is needed, on any machine.",
      "无法在没有显示器时绘图，因为{}。软件包 libegl1、libegl-mesa0 和 libgl1-mesa-dri 在任何机器上都能满足所需。",
      what));
}

// Mesa's, which needs no graphics card; else the first card's.
EGLDisplay open_display() {
  if (epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")) {
    const EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr)) return display;
  }
  if (epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_device") &&
      epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_device_enumeration")) {
    EGLDeviceEXT device = nullptr;
    EGLint devices = 0;
    if (eglQueryDevicesEXT(1, &device, &devices) && devices > 0) {
      const EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
      if (display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr)) return display;
    }
  }
  fail({"EGL here knows neither Mesa's platform without surface nor a graphics card",
        "此处的 EGL 既没有 Mesa 的无表面平台，也找不到显卡"});
}

EGLConfig config_of(EGLDisplay display) {
  const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint configs = 0;
  if (!eglChooseConfig(display, wanted, &config, 1, &configs) || configs == 0)
    fail({"EGL here has no OpenGL", "此处的 EGL 没有 OpenGL"});
  return config;
}

}  // namespace

EglContext::EglContext() {
  require_gl_library();
  if (!epoxy_has_egl()) fail({"the library libEGL.so.1 is not here", "缺少库 libEGL.so.1"});
  display_ = open_display();
  if (!epoxy_has_egl_extension(display_, "EGL_KHR_surfaceless_context"))
    fail({"EGL here cannot do without a surface", "此处的 EGL 必须有表面"});
  if (!eglBindAPI(EGL_OPENGL_API)) fail({"EGL here has no OpenGL", "此处的 EGL 没有 OpenGL"});
  const EGLint wanted[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  context_ = eglCreateContext(display_, config_of(display_), EGL_NO_CONTEXT, wanted);
  if (context_ == EGL_NO_CONTEXT) fail({"there is no OpenGL 3.3", "没有 OpenGL 3.3"});
  if (!eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_)) {
    eglDestroyContext(display_, context_);
    fail({"its OpenGL cannot be used without a surface", "其 OpenGL 没有表面就不能使用"});
  }
}

// The display stays open: EGL gives the same one to all who ask, and who closes it closes it for all.
EglContext::~EglContext() {
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display_, context_);
}

void EglContext::make_current() const {
  GONGJIAN_CHECK(eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_));
}

}  // namespace gongjian::viz
