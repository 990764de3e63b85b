// Reading what a lesson measures.
#pragma once

#include <string>

#include "engine/io/table_reader.hpp"
#include "viz/lessons/measure.hpp"

namespace gongjian::lessons {

// What the measures of a lesson can be of.
struct Measurable {
  int weeks = 0;  // that the run lasts
  bool two_sides = false;
};

// Keys `of`, `week`, … below `prefix` ("measure." or nothing). False where something is wrong with them.
bool read_measure(io::TableReader& reader, const std::string& prefix, const Measurable& measurable, Measure& measure);

// Keys `above`, `below` and `never` below `prefix`. False where none of them is there or they exclude each other.
bool read_bounds(io::TableReader& reader, const std::string& prefix, Bounds& bounds);

// "a" or "b"; B needs a second scenario. True where it was there and right.
bool read_side(io::TableReader& reader, const std::string& key, bool two_sides, std::size_t& side);

}  // namespace gongjian::lessons
