#include <stdlib.h>

#include <fstream>

#include "engine/core/error.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "viz/viewer/layouts.hpp"
#include "viz/viewer/view_file.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

// A folder of settings for one test.
class Config {
 public:
  Config() { ::setenv("XDG_CONFIG_HOME", (folder_ / "config").c_str(), 1); }
  ~Config() { ::unsetenv("XDG_CONFIG_HOME"); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(layouts_folder() + "/" + name) << text;
  }

 private:
  test::Scratch folder_;
};

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const core::UserError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a layout sets what it is about, and nothing of the run", "[viz]") {
  const Config config;
  CHECK(layout_names().empty());
  Settings mine;
  mine.left = 0.3;
  mine.lesson = 0.45;
  mine.text_percent = 160;
  mine.dark = true;
  mine.tab = Tab::matrix;
  mine.series = {"attention"};
  mine.band = BandOf::replicates;
  mine.kinds[2] = false;
  mine.week = 7;
  mine.query = "identity > 0";
  mine.chinese = true;
  save_layout("讲座 1", mine);
  save_layout("b", Settings{});
  CHECK(layout_names() == std::vector<std::string>{"b", "讲座 1"});

  Settings now;
  choose_layout("讲座 1", now);
  CHECK((now.left == 0.3 && now.lesson == 0.45 && now.text_percent == 160 && now.dark && now.tab == Tab::matrix));
  CHECK((now.series == mine.series && now.band == BandOf::replicates && now.kinds == mine.kinds));
  CHECK((now.week == -1 && now.query.empty() && !now.chinese));
  save_layout("b", mine);  // in the place of the other
  choose_layout("b", now = Settings{});
  CHECK(now.tab == Tab::matrix);
  delete_layout("b");
  CHECK(layout_names() == std::vector<std::string>{"讲座 1"});
  CHECK(refusal([] { delete_layout("b"); }).find("there is no such file") != std::string::npos);
}

TEST_CASE("names and files of layouts that are none are refused and change nothing", "[viz]") {
  const Config config;
  for (const std::string name : {"", ".", "..", "../x", "a/b", "/etc/passwd", ".hidden", " a", "a ", "a\nb", "a:b"}) {
    INFO(name);
    CHECK(refusal([&] { save_layout(name, {}); }).find("can't be the name") != std::string::npos);
  }
  CHECK_FALSE(refusal([&] { save_layout(std::string(kLongestLayoutName + 1, 'a'), {}); }).empty());
  save_layout(std::string(kLongestLayoutName, 'a'), {});
  config.write("not.txt", "left = 0.3\n");
  config.write("..toml", "left = 0.3\n");
  CHECK(layout_names().size() == 1);

  const std::pair<std::string, std::string> wrong[] = {{"left = 7\n", "left"},
                                                       {"left = \"wide\"\n", "left"},
                                                       {"tab = \"globe\"\n", "tab"},
                                                       {"lefd = 0.3\n", "lefd"},
                                                       {"week = 3\n", "week"},
                                                       {"left = [\n", ".toml:"},
                                                       {std::string(2'000'000, '#'), "larger than"},
                                                       {std::string("\0\x01\xff", 3), ".toml"}};
  for (const auto& [text, word] : wrong) {
    INFO(text.substr(0, 40));
    config.write("broken.toml", text);
    Settings settings;
    settings.left = 0.11;
    const std::string message = refusal([&] { choose_layout("broken", settings); });
    CHECK(message.find(word) != std::string::npos);
    CHECK(message.find("broken.toml") != std::string::npos);
    CHECK(settings.left == 0.11);
  }
  config.write("partly.toml", "left = 0.2\n");
  Settings settings;
  settings.right = 0.12;
  choose_layout("partly", settings);
  CHECK((settings.left == 0.2 && settings.right == 0.12));
}

TEST_CASE("a view file holds the layout with all else", "[viz]") {
  const test::Scratch folder;
  ViewFile view;
  view.sides.push_back({run::read_scenario_file("baseline_stable"), {}});
  view.settings.band = BandOf::none;
  view.settings.lesson = 0.4;
  view.settings.week = 2;
  view.settings.chinese = true;
  std::ofstream(folder / "a.view.toml") << write_view(view, folder / "a.view.toml");
  const ViewFile again = read_view(folder / "a.view.toml");
  CHECK((again.settings.band == BandOf::none && again.settings.lesson == 0.4));
  CHECK((again.settings.week == 2 && again.settings.chinese));
}
