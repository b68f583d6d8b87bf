# fastidious_unicode_names(output): the table of character names for \N{…} escapes, from the files of
# Debian's package unicode-data.
find_package(Python3 3.8 REQUIRED COMPONENTS Interpreter)

function(fastidious_unicode_names output)
  set(folder /usr/share/unicode)
  set(script ${CMAKE_SOURCE_DIR}/cmake/unicode_names.py)
  foreach(file UnicodeData.txt NameAliases.txt)
    if(NOT EXISTS ${folder}/${file})
      message(FATAL_ERROR "${folder}/${file} is missing: run scripts/setup.sh (package unicode-data)")
    endif()
  endforeach()
  get_filename_component(folder_of_output ${output} DIRECTORY)
  file(MAKE_DIRECTORY ${folder_of_output})
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${Python3_EXECUTABLE} ${script} ${folder}/UnicodeData.txt ${folder}/NameAliases.txt ${output}
    DEPENDS ${script} ${folder}/UnicodeData.txt ${folder}/NameAliases.txt
    COMMENT "Table of Unicode character names")
endfunction()
