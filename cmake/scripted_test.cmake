# fastidious_scripted_test(name script [arguments…])
#
# A Python script as one ctest entry; exit code 0 passes, 77 is "skipped" (an oracle is not installed).
# The script runs in the project's root with
#   FASTIDIOUS          the program that was just built
#   FASTIDIOUS_SOURCE   the project's root
#   FASTIDIOUS_SANITIZE the sanitizers that are built in; empty if there are none
# and with the interpreter of .venv (scripts/setup.sh), where the pinned oracles are, if it is there.
function(fastidious_scripted_test name script)
  set(python ${Python3_EXECUTABLE})
  if(EXISTS ${CMAKE_SOURCE_DIR}/.venv/bin/python)
    set(python ${CMAKE_SOURCE_DIR}/.venv/bin/python)
  endif()
  add_test(NAME ${name} COMMAND ${python} ${CMAKE_CURRENT_SOURCE_DIR}/${script} ${ARGN}
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES
    SKIP_RETURN_CODE 77
    ENVIRONMENT "FASTIDIOUS=$<TARGET_FILE:fastidious>;FASTIDIOUS_SOURCE=${CMAKE_SOURCE_DIR};FASTIDIOUS_SANITIZE=${FASTIDIOUS_SANITIZE}")
endfunction()
