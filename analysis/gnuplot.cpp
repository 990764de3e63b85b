#include "analysis/gnuplot.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {
namespace {

struct Ended {
  int status;
  std::string output;
};

// Runs a command of the shell and takes what it prints.
Ended output_of(const std::string& command) {
  FILE* process = popen(command.c_str(), "r");
  if (process == nullptr)
    throw core::UserError(core::say("{} could not be started: {}", "无法启动 {}：{}", command, core::reason_of(errno)));
  Ended ended{0, {}};
  char buffer[1 << 14];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, process)) ended.output.append(buffer, count);
  ended.status = pclose(process);
  return ended;
}

}  // namespace

std::string drawn(const Picture& picture, const std::string& format) {
  const std::string script = gnuplot_script(picture, format);
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::tmpfile(), std::fclose);
  if (file == nullptr || std::fwrite(script.data(), 1, script.size(), file.get()) != script.size() ||
      std::fflush(file.get()) != 0)
    throw core::UserError(core::say("could not write a temporary file for gnuplot: {}",
                                    "无法为 gnuplot 写入临时文件：{}", core::reason_of(errno)));
  const Ended gnuplot =
      output_of(fmt::format("command -v gnuplot >/dev/null || exit 127; exec gnuplot /dev/fd/{}", fileno(file.get())));
  if (WIFEXITED(gnuplot.status) && WEXITSTATUS(gnuplot.status) == 127)
    throw core::UserError(
        {"gnuplot is not installed; install the package gnuplot-nox", "未安装 gnuplot；请安装软件包 gnuplot-nox"});
  if (gnuplot.status != 0 || gnuplot.output.empty())
    throw core::UserError(
        {"gnuplot could not draw the picture; what it says stands above", "gnuplot 无法绘图；原因见上"});
  return gnuplot.output;
}

void want_chinese_font(const std::string& format) {
  if (format == "svg") return;
  // without fontconfig's own tool there is no telling
  const Ended fonts = output_of("fc-list :lang=zh-cn family 2>/dev/null");
  if (fonts.status == 0 && fonts.output.empty())
    throw core::UserError(
        core::say("no Chinese font is installed, and a picture as .{} would show boxes for its texts; install the "
                  "package fonts-noto-cjk, or write .svg",
                  "未安装中文字体，.{} 图中的文字会显示为方框；请安装软件包 fonts-noto-cjk，或改写为 .svg", format));
}

}  // namespace gongjian::analysis
