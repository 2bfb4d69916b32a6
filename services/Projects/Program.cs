using Hitl.Projects;
using Hitl.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("projects");
builder.AddProjects();

var app = builder.Build();
app.UseServiceDefaults();
app.MapProjects();
await app.RunServiceAsync(typeof(ProjectsService).Assembly);
