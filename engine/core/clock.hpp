// Time: a tick is one week. Calendar dates are for people; the simulation counts weeks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/fields.hpp"

namespace gongjian::core {

// The week that is being simulated, counted from 0 at the scenario's start date.
struct Tick {
  static constexpr std::string_view kName = "tick";
  int week = 0;
};

// A week that a person may also give as a date. -1 where it is not given.
struct WeekNumber {
  int value = 0;
};

// When a phase runs: in every week w with w % every == offset.
struct Rhythm {
  int every = 1;
  int offset = 0;
  constexpr bool due(int week) const { return week % every == offset; }
};
inline constexpr int kWeeksPerYear = 52;
inline constexpr Rhythm kWeekly{1, 0};
inline constexpr Rhythm kMonthly{4, 0};
inline constexpr int kWeeksPerMonth = kMonthly.every;
inline constexpr int kMonthsPerYear = kWeeksPerYear / kWeeksPerMonth;
inline constexpr Rhythm kQuarterly{13, 0};
inline constexpr Rhythm kNewYear{kWeeksPerYear, 0};                  // in the first week of the year
inline constexpr Rhythm kYearEnd{kWeeksPerYear, kWeeksPerYear - 1};  // in its last week

// "weekly", "monthly", "new year", … for people; "every N weeks" for a rhythm without a name.
Text text_of(Rhythm rhythm);

// A day of the proleptic Gregorian calendar.
struct Date {
  int year = 2014, month = 1, day = 6;
  friend bool operator==(const Date&, const Date&) = default;
};

// The number of days from 1970-01-01 to `date` (negative before).
long days_since_epoch(Date date);
// The date that lies `days` after 1970-01-01.
Date date_from_days(long days);
// Whether the calendar has such a day.
bool is_valid(Date date);
// "2014-01-06".
std::string to_string(Date date);
// Reads "2014-01-06"; nothing where the text is no date or names a day that does not exist.
std::optional<Date> parse_date(std::string_view text);

// The day on which week `week` begins: start + 7 * week days.
Date date_of_week(Date start, int week);
// The week in which `date` lies, counted from `start` (negative before it).
long week_of_date(Date start, Date date);

}  // namespace gongjian::core
