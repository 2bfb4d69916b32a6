using Hitl.SampleService;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("sample");
builder.AddSample();

var app = builder.Build();
app.UseServiceDefaults();
app.MapSample();
await app.RunServiceAsync(typeof(SampleApp).Assembly);
