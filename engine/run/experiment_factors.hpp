// The parts of reading an experiment that are about its factors and their values.
#pragma once

#include <string>
#include <vector>

#include "engine/io/table_reader.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {

// Whether a text may name a factor or an outcome: 1 to 60 small letters, digits and _.
bool is_name(std::string_view text);

// What is known of the key of a scenario at `path`, as a factor that has no values yet.
Factor factor_at(const std::string& path, const Scenario& scenario);

// A [[factor]]; `scenario` tells what its path stands for. Gives whether it could be read; its ends are not tried yet.
bool read_factor(io::TableReader& reader, const std::string& experiment_path, const Scenario& scenario, Factor& factor,
                 bool& is_policy);

// The value of a factor in a [[design.point]]: a number, or one of the factor's levels.
double read_listed(io::TableReader& reader, const Factor& factor);

// Points from a CSV file with a column for each factor, [point][factor]. Throws core::UserError with every problem of
// the file.
std::vector<double> read_points_csv(const std::string& path, const std::vector<Factor>& factors);

}  // namespace gongjian::run
