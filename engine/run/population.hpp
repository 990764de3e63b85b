// Populations from files: a person's own tables, and the districts of a preset that has a file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/table_reader.hpp"
#include "engine/model/population/given.hpp"

namespace gongjian::run {

// What [population] of a scenario says, read and checked.
struct Population {
  std::vector<model::DistrictOutline> districts;
  std::shared_ptr<const model::GivenPopulation> given;  // none for a preset
  std::vector<core::Text> notes;                        // what was filled from the synthetic rules
  struct File {
    std::string key;   // of [population]
    std::string path;  // as seen from the current folder
    std::string hash;
  };
  std::vector<File> files;
};

// Reads the keys of [population] and the files that they name. Where a file has problems, the districts are those
// that could be read.
Population read_population(io::TableReader&, io::Problems&);

// A population must not be larger than ids can tell apart; parameters say how large one becomes that is given in part.
void check_size(const Population&, const model::PopulationParameters&, io::TableReader&);

// Before `key` of [population] is set on top of `population`: takes away what it replaces there (a preset, where
// units are set; the hash of another file). What the command line sets stays where `keep_command_line`.
void make_way(io::Table& population, const std::string& key, bool keep_command_line);
// `over` on top of `base`, as far as populations go.
void make_way(io::Table& base, const io::Table& over);

// The resolved scenario with the hashes of its population's files, which it names as seen from the folder of `path`.
void pin(io::Table& scenario, const Population&, const std::string& path);

}  // namespace gongjian::run
