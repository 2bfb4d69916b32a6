using System.Globalization;
using Hitl.Benchmarks;
using Hitl.Benchmarks.Floors;
using Hitl.Benchmarks.Measurements;
using Hitl.TestKit.Driving;

if (args is [BareKestrel.Verb])
{
    await BareKestrel.ServeAsync();
    return 0;
}

(string Name, Func<Bench, Task> RunAsync)[] measurements =
[
    ("reading", Reading.RunAsync),
    ("creating", Creating.RunAsync),
    ("delivering", Delivering.RunAsync),
    ("claiming", Claiming.RunAsync),
];
var wanted = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out _) ? args[1..] : args;
if (wanted.Except(measurements.Select(measurement => measurement.Name), StringComparer.Ordinal).Any())
{
    Console.WriteLine($"""
        usage: ./hitl bench [SECONDS] [{string.Join("|", measurements.Select(measurement => measurement.Name))} ...]

        Measures a system of its own against floors measured in the same run, SECONDS (default 5) for each figure; all of it, or what is named.
        Read the ratios: absolute figures only mean something on one machine.
        """);
    return args is ["--help" or "-h", ..] ? 0 : 2;
}

var duration = TimeSpan.FromSeconds(args.Length > wanted.Length ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5);
Console.WriteLine("starting a system to measure ...");
await using var system = await HitlSystem.StartAsync(new HitlSystemOptions { Arguments = ["--environment", "Production"] });
await using var site = await CustomerSite.StartAsync();
using var bare = await BareKestrel.StartAsync();
using var admin = system.Administrator();
using var customer = await admin.CreateAccountAsync("Bench");
var project = await customer.CreateActiveProjectAsync(admin, site);
var report = new Report();
var bench = new Bench(system, admin, customer, site, project, bare, duration, report);

report.Begin();
foreach (var measurement in measurements.Where(one => wanted.Length == 0 || wanted.Contains(one.Name, StringComparer.Ordinal))) await measurement.RunAsync(bench);
return 0;
