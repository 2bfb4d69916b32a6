using Hitl.Metrics;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("metrics");
builder.AddMetrics();

var app = builder.Build();
app.UseServiceDefaults();
app.MapMetrics();
await app.RunServiceAsync(typeof(MetricsService).Assembly);
