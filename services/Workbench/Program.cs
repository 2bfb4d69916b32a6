using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Operations;
using Hitl.Workbench;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebDefaults("workbench");
builder.AddWorkbench();

var app = builder.Build();
app.UseEdgeDefaults();
// It holds nothing of anybody, and so it need not know who asks.
app.MapStatus().AllowAnonymous();
app.MapWorkbench();
await app.RunAsync();
