# What `cmake --install` puts where, and what `cpack -G DEB` makes of it. Components:
#   runtime      the program and what it reads: it finds all of it from where it lies itself, so the tree may be moved
#   mpi          the module for sweeps over several processes, which alone needs MPI
#   python       the Python module, which finds the scenarios of the runtime likewise
#   development  engine/core for models of one's own: find_package(gongjian) gives gongjian::core
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Pages that the program writes itself, from its own definitions.
set(pages ${CMAKE_BINARY_DIR}/pages)
set(completions ${pages}/completions)
set(manuals ${pages}/man)
set(schema ${pages}/schema)
find_program(GZIP gzip REQUIRED)
add_custom_command(
  OUTPUT ${pages}/done
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${completions}/bash ${completions}/zsh ${completions}/fish ${manuals}/zh_CN ${schema}/zh
  COMMAND gongjian completion bash > ${completions}/bash/gongjian
  COMMAND gongjian completion zsh > ${completions}/zsh/_gongjian
  COMMAND gongjian completion fish > ${completions}/fish/gongjian.fish
  COMMAND gongjian --lang en schema scenario > ${schema}/scenario.json
  COMMAND gongjian --lang en schema experiment > ${schema}/experiment.json
  COMMAND gongjian --lang en schema lesson > ${schema}/lesson.json
  COMMAND gongjian --lang zh schema scenario > ${schema}/zh/scenario.json
  COMMAND gongjian --lang zh schema experiment > ${schema}/zh/experiment.json
  COMMAND gongjian --lang zh schema lesson > ${schema}/zh/lesson.json
  COMMAND gongjian --lang en man --all ${manuals}/man1
  COMMAND gongjian --lang zh man --all ${manuals}/zh_CN/man1
  COMMAND ${GZIP} -9nr ${manuals}
  COMMAND ${CMAKE_COMMAND} -E touch ${pages}/done
  DEPENDS gongjian
  COMMENT "Writing manual pages, completions and schemas"
  VERBATIM)
add_custom_target(gongjian_pages ALL DEPENDS ${pages}/done)

# ---- the program

set(data ${CMAKE_INSTALL_DATADIR})
install(TARGETS gongjian RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
install(DIRECTORY scenarios DESTINATION ${data}/gongjian COMPONENT runtime)
install(DIRECTORY ${schema} DESTINATION ${data}/gongjian COMPONENT runtime)
install(DIRECTORY ${manuals}/ DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT runtime)
install(FILES ${completions}/bash/gongjian DESTINATION ${data}/bash-completion/completions COMPONENT runtime)
install(FILES ${completions}/zsh/_gongjian DESTINATION ${data}/zsh/vendor-completions COMPONENT runtime)
install(FILES ${completions}/fish/gongjian.fish DESTINATION ${data}/fish/vendor_completions.d COMPONENT runtime)
install(FILES README.md README.zh.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT runtime)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
if(TARGET gongjian_mpi)  # where the program looks, whatever the architecture's folder is called
  install(TARGETS gongjian_mpi LIBRARY DESTINATION lib/gongjian COMPONENT mpi)
endif()
if(TARGET gongjian_python)  # where the distribution's Python looks below /usr and /usr/local, and PYTHONPATH may point elsewhere
  set(packages lib/python${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}/dist-packages/gongjian)
  install(TARGETS gongjian_python LIBRARY DESTINATION ${packages} COMPONENT python)
  install(FILES ${python_files} DESTINATION ${packages} COMPONENT python)
endif()

# ---- engine/core for other models, which get the standard and the same bits everywhere

set_target_properties(gongjian_core PROPERTIES EXPORT_NAME core)
target_include_directories(gongjian_core INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/gongjian>)
target_compile_features(gongjian_core INTERFACE $<INSTALL_INTERFACE:cxx_std_20>)
target_compile_options(gongjian_core INTERFACE $<INSTALL_INTERFACE:-ffp-contract=off>)
install(TARGETS gongjian_core EXPORT gongjian ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY engine/core DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gongjian/engine COMPONENT development FILES_MATCHING PATTERN *.hpp)
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/gongjian)
install(EXPORT gongjian NAMESPACE gongjian:: FILE gongjian-targets.cmake DESTINATION ${config} COMPONENT development)
configure_package_config_file(cmake/gongjian-config.cmake.in ${CMAKE_BINARY_DIR}/gongjian-config.cmake INSTALL_DESTINATION ${config})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/gongjian-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/gongjian-config.cmake ${CMAKE_BINARY_DIR}/gongjian-config-version.cmake DESTINATION ${config} COMPONENT development)

# ---- packages: gongjian, gongjian-mpi, python3-gongjian and gongjian-dev, for the Debian that builds them

set(CPACK_GENERATOR DEB)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_LIST_DIR}/package_tools.cmake)
set(CPACK_PACKAGE_NAME gongjian)
set(CPACK_PACKAGE_CONTACT "The gongjian authors <gongjian@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime development)
if(TARGET gongjian_mpi)
  list(APPEND CPACK_COMPONENTS_ALL mpi)
endif()
if(TARGET gongjian_python)
  list(APPEND CPACK_COMPONENTS_ALL python)
endif()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

# the distribution is part of the version: libraries have other names in the next one
cmake_host_system_information(RESULT distribution QUERY DISTRIB_ID DISTRIB_VERSION_ID)
list(JOIN distribution "" distribution)
set(version ${PROJECT_VERSION}+${distribution})
set(CPACK_DEBIAN_PACKAGE_VERSION ${version})

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME gongjian)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION science)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "libegl1, libgl1")  # which the window opens itself
set(CPACK_DEBIAN_RUNTIME_PACKAGE_RECOMMENDS "gnuplot-nox | gnuplot, fonts-noto-cjk")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SUGGESTS "gongjian-mpi, python3-gongjian, gongjian-dev, python3-h5py")
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "Agent-based simulation of co-building alliances
gongjian simulates the alliances in which the offices, firms, hospitals,
universities and residents of a city's districts do things together: why they
stall, and what keeps them alive. Every run is repeatable to the last bit.")

set(CPACK_DEBIAN_MPI_PACKAGE_NAME gongjian-mpi)
set(CPACK_DEBIAN_MPI_PACKAGE_SECTION science)
set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "gongjian (= ${version})")
set(CPACK_DEBIAN_MPI_DESCRIPTION "Sweeps of gongjian over several processes
With this module mpirun and srun can start `gongjian sweep` and `gongjian
calibrate` as several ranks, on one machine or many.")

if(TARGET gongjian_python)
  math(EXPR next_minor "${Python_VERSION_MINOR} + 1")  # the module is of one version of Python alone
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-gongjian)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "gongjian (= ${version}), python3 (>= 3.${Python_VERSION_MINOR}), python3 (<< 3.${next_minor}), python3-numpy")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_RECOMMENDS "python3-pandas, python3-xarray, python3-h5netcdf")
  set(CPACK_DEBIAN_PYTHON_DESCRIPTION "Runs, comparisons and sweeps of gongjian from Python
The module gongjian runs scenarios and gives results as tables of pandas and
data sets of xarray, for notebooks and for tools that draw designs.")
endif()

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME gongjian-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libfmt-dev, libtbb-dev, libxxhash-dev, librandom123-dev, pkgconf")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "Headers and library for models on gongjian's engine
Random draws with addresses, fixed-point sums, parallel loops, schedules and
hashes, as find_package(gongjian) gives them to CMake.")
include(CPack)
