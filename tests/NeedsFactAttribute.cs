namespace Infra.Tests;

/// <summary>A fact that needs a program; it is skipped, saying so, where the program isn't installed.</summary>
internal sealed class NeedsFactAttribute : Xunit.FactAttribute
{
    public NeedsFactAttribute(string program)
    {
        if (LocalProgram.Find(program) is null) Skip = $"This test needs the program {program}, which isn't installed here.";
    }
}
