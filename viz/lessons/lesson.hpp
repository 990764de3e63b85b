// Lessons: what a file in scenarios/lessons says, checked. A lesson leads a room through a run, or through two side by
// side: it asks before it shows, and what it tells is measured in the run that the room has seen.
//
// Weeks are counted by how many are done, as the window counts them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/config.hpp"
#include "engine/run/scenario_file.hpp"
#include "viz/lessons/measure.hpp"
#include "viz/view_data/tab.hpp"

namespace gongjian::lessons {

// What the window shows during a step; what is empty stays as it is.
struct Focus {
  struct Look {
    std::string table;  // "units"
    std::size_t id = 0;
    std::size_t side = 0;
  };

  std::optional<viz::Tab> tab;      // the view that is shown
  std::string units_by;             // a column of units, such as "units.participates"
  std::string areas_by;             // an output with one value a district, or a column of a table of places
  std::vector<std::string> series;  // outputs with one value a district
  std::optional<bool> difference;   // whether colours show B less A
  std::optional<Look> look;         // what is selected
};

// A lever as it is set by hand.
struct LeverSetting {
  std::string lever;
  double value = 0;
};

struct Option {
  core::Text text;
  Bounds when;                    // of a prediction: it is right where what is measured lies here
  std::vector<LeverSetting> set;  // of a vote: what is done where it wins; nothing where empty
};

// A number that a reveal shows.
struct ShownValue {
  core::Text label;
  Measure measure;
  std::optional<Bounds> holds;  // what the text claims
  std::optional<Bounds> goal;   // what the room was to reach
};

enum class StepKind {
  read,     // a text
  predict,  // a question about what the run will show
  play,     // "run": the run goes on to a week
  attempt,  // "try": the same, and the room may move some levers
  reveal,   // what happened, and why
  vote      // the room chooses what is done
};

struct Step {
  static constexpr int kBothSides = -1;

  StepKind kind = StepKind::read;
  core::Text title, text;
  core::Text discuss;  // a question to talk about; may be empty
  core::Text notes;    // for who leads the lesson; may be empty
  int minutes = 1;     // that it takes
  Focus focus;

  core::Text question;  // predict, vote
  std::vector<Option> options;
  Measure measure;  // predict

  int from = -1;   // run, try, vote: the run goes back to this week first; -1: it goes on where it stands
  int until = -1;  // run, try, vote: the week up to which it is played; -1 (vote alone): not at all

  int side = kBothSides;              // run, try, vote: whose levers are moved
  std::vector<LeverSetting> set;      // run: what is done as it begins
  std::vector<std::string> levers;    // try: those that may be moved
  std::vector<LeverSetting> example;  // try: a solution

  std::vector<ShownValue> shown;  // reveal
  core::Text why;                 // reveal: the mechanism
  core::Text article;             // reveal: what the article says of it; may be empty
};

struct Lesson {
  std::string path, name;  // of the file; without folder and ending
  core::Text title, description;
  run::ScenarioFile scenario;                     // A, with all that the lesson sets on top
  std::optional<run::ScenarioFile> compare_with;  // B
  int weeks = 0;                                  // that the scenarios last
  std::vector<Step> steps;

  int minutes() const;
  std::size_t sides() const { return compare_with ? 2 : 1; }
};

// Whether a file that was read as TOML is a lesson rather than a scenario.
bool is_lesson(const io::Table& table);

// Reads a lesson by path or by the name of a shipped one. Throws core::UserError with every problem of meaning at once,
// or with the one that stops the reading.
Lesson read_lesson(const std::string& name_or_path);

// "read", "predict", "run", …, as files have it; and as people are told.
std::string to_string(StepKind kind);
core::Text name_of(StepKind kind);

}  // namespace gongjian::lessons
