using Hitl.ServiceDefaults.Hosting;
using Hitl.Workbench;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebDefaults("workbench");
builder.AddWorkbench();

var app = builder.Build();
app.UseEdgeDefaults();
app.MapWorkbench();
await app.RunAsync();
