using Hitl.Gateway;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddEdgeDefaults("gateway");
builder.AddGateway();

var app = builder.Build();
app.UseGateway();
await app.RunServiceAsync(typeof(GatewayService).Assembly);
