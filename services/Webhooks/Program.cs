using Hitl.ServiceDefaults.Hosting;
using Hitl.Webhooks;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("webhooks");
builder.AddWebhooks();

var app = builder.Build();
app.UseServiceDefaults();
app.MapWebhooks();
await app.RunServiceAsync(typeof(WebhooksService).Assembly);
