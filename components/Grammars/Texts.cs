namespace Infra.Components.Grammars;

/// <summary>The name of a Linux user.</summary>
public sealed class LinuxUser() : PatternGrammar(
    "name", "[a-z_][a-z0-9_-]{0,31}", "must be the name of a Linux user", "use root, or a user with password-less sudo");

/// <summary>A text that says why or when something is done; a new one does it.</summary>
public sealed class Reason() : PatternGrammar(
    "text of 1 to 100 characters", @"[\s\S]{1,100}", "must be a text of 1 to 100 characters", "write why or when, such as '2026-11-22'");
