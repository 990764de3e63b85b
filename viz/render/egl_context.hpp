// A context of OpenGL without display and without surface.
#pragma once

namespace gongjian::viz {

class EglContext {
 public:
  // Current on this thread. Throws core::UserError where it can't be had.
  EglContext();
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;

  void make_current() const;

 private:
  void* display_;
  void* context_;
};

}  // namespace gongjian::viz
