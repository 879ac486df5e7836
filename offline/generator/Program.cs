using Infra.Offline.Generator;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run --project offline/generator -- FOLDER-WITH-SCHEMAS (for example .build/upstream/pulumi)");
    return 2;
}

try
{
    var offline = OfflineFolder.Find(AppContext.BaseDirectory);
    var sources = ProviderSources.Generate(args[0], Path.Combine(offline, "generator", "in-use.txt"));
    var written = OfflineFolder.Write(offline, sources);
    Console.WriteLine($"{sources.Count} files are up to date in {offline}, {written} of them were written now.");
    return 0;
}
catch (GeneratorException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 2;
}
