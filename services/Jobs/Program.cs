using Hitl.Jobs;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("jobs");
builder.AddJobs();
var app = builder.Build();
app.UseServiceDefaults();
app.MapJobs();
await app.RunServiceAsync(typeof(JobsService).Assembly);
