using Hitl.ServiceDefaults.Hosting;
using Hitl.Workforce;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("workforce");
builder.AddWorkforce();

var app = builder.Build();
app.UseServiceDefaults();
app.MapWorkforce();
await app.RunServiceAsync(typeof(WorkforceService).Assembly);
