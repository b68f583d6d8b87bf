#pragma once
// The job that stands for what a pipeline checks, and how it runs the project's tools.

#include <string>

#include "deploy/pipeline.h"

namespace fastidious::deploy {

struct CheckingJob {
  const Read<Workflow>* workflow = nullptr;
  const WorkflowJob* job = nullptr;  // null if no job checks anything
  // "poetry run", where its tools are in that tool's environment; empty: another, or unknown.
  std::string runner;
  std::string folder;     // to which its steps go: "backend"
  std::string starts_in;  // where they all begin, by `defaults`
};

// The job that does most of what is done.
CheckingJob checking_job(const Pipeline& pipeline);

// The command as a step of the job would run it: "cd backend && poetry run mypy .".
std::string command_in(const CheckingJob& job, const std::string& command);

// What adds a tool to the environment that the job works in: "poetry add --group dev"; empty
// without a runner.
std::string_view adds_tools(const CheckingJob& job);

}  // namespace fastidious::deploy
