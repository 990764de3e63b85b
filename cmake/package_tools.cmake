# Asked by cpack before it packs: without these tools it would make packages that name none of the libraries they need.
foreach(tool dpkg-shlibdeps file)
  find_program(found_${tool} ${tool})
  if(NOT found_${tool})
    message(FATAL_ERROR "Packages want ${tool}; install what they are made with: apt-get install dpkg-dev file")
  endif()
endforeach()
