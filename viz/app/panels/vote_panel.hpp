// Votes in the room: rounds on a lever, by phones or raised hands; what wins is set and remembered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/app/window.hpp"
#include "viz/votes/vote_server.hpp"

namespace gongjian::viz {

class VotePanel {
 public:
  void draw(Window& window);

 private:
  // A round as it was asked: what each option does.
  struct Asked {
    core::Text question;
    std::vector<core::Text> options;
    std::vector<run::LeverMove> moves;  // by option; an empty lever: nothing
    CountBy counted_by = CountBy::majority;
  };
  void lead_page(Window& window);
  void choose_question(Window& window);
  Asked asked_level() const;
  Asked asked_which() const;
  void draw_round(Window& window);
  void apply(Window& window, const Tally& tally, std::size_t option);
  void start_server(Window& window, bool open_to_network);

  std::unique_ptr<VoteServer> server_;
  bool is_page_shown_ = false;
  bool is_for_network_ = false;
  int kind_ = 0;
  int lever_ = 0;
  std::vector<std::string> which_;
  int seconds_ = 0;
  std::optional<Asked> asked_;
  bool is_applied_ = false;
};

}  // namespace gongjian::viz
