using Hitl.Files;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("files");
builder.AddFiles();
var app = builder.Build();
app.UseServiceDefaults();
app.MapFiles();
await app.RunServiceAsync(typeof(FilesService).Assembly);
