// Lets HDF5 write through an OutputFile (a "virtual file driver", in HDF5's words).
//
// The library alone can't get rid of a file whose disk is full: closing fails, the file stays open, and at the
// end of the process it tries again. An OutputFile never fails it, and remembers the failure for us instead.
#pragma once

#include <hdf5.h>

#include "engine/io/output_file.hpp"

namespace gongjian::io::h5 {

// Makes files that are created with this access list go to `output`, which must outlive them. H5Fflush and
// H5Fclose commit it. Negative on failure.
herr_t write_through(hid_t access_list, OutputFile& output);

}  // namespace gongjian::io::h5
