// Samples of whole tables in a log: /agents/<table>/<column> [sample, row]. A table may grow between samples.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/io/column_view.hpp"
#include "engine/io/h5.hpp"

namespace gongjian::io {

struct AgentTable;  // log_reader.hpp

// What a log holds of one table. A run that was killed as it wrote may leave columns of different length.
AgentTable read_agent_table(const h5::Handle& agents, const std::string& name);

class AgentLog {
 public:
  AgentLog() = default;
  // Writes below `group`.
  explicit AgentLog(h5::Handle group) : group_(std::move(group)) {}

  // One more sample of a table, taken at the end of `week`. The columns and their order stay the same.
  void write(int week, const std::string& name, const std::vector<ColumnView>& columns);

 private:
  struct Table {
    h5::Handle group, week, row;
    std::vector<h5::Handle> columns;
  };
  Table create(const std::string& name, const std::vector<ColumnView>& columns) const;

  h5::Handle group_;
  std::map<std::string, Table> tables_;
};

}  // namespace gongjian::io
