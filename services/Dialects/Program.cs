using Hitl.Dialects;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("dialects");
builder.AddDialects();

var app = builder.Build();
app.UseDialectErrors();
app.UseServiceDefaults();
app.MapDialects();
await app.RunServiceAsync(typeof(DialectsService).Assembly);
