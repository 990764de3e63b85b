// Schemas of scenario and experiment files, in one language, from the field lists that their readers use.
#pragma once

#include "engine/io/schema.hpp"

namespace gongjian::run {

io::Table scenario_schema(bool chinese);
io::Table experiment_schema(bool chinese);

// A schema of a whole file: the keys, with the definitions that pieces of scenarios refer to.
io::Table file_schema(const core::Text& title, io::schema::Keys keys);
// Adds the keys of a piece of a scenario, as [common] is one: what a scenario has but for `extends`.
void add_piece(io::schema::Keys& keys);
// A table that holds such a piece and nothing else.
io::Table piece(bool chinese);
// `key = { en = "…", zh = "…" }`, where either may be missing.
void add_text(io::schema::Keys& keys, std::string_view key, const core::Text& text);

}  // namespace gongjian::run
