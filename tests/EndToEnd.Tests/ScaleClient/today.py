"""today.py GATEWAY KEY IMAGE CALLBACK: what today's official Python client sends, sent by Python's own library, which is all that a test machine has.

As that client does: HTTP Basic, a JSON content type on every request, no body where it would be empty, True and False in query strings, names
quoted whole in paths, and every parameter sent, also those that are null. Prints what each call gave.
"""

import base64
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

GATEWAY, KEY, IMAGE, CALLBACK = sys.argv[1:5]
WAIT_SECONDS = 60


class Refused(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def send(method, endpoint, params=None, body=None):
    wanted = [(name, value) for name, value in (params or {}).items() if value is not None]
    query = urllib.parse.urlencode(wanted, doseq=True)
    request = urllib.request.Request(
        f"{GATEWAY}v1/{endpoint}{'?' + query if query else ''}",
        data=json.dumps(body).encode() if body else None,
        method=method,
        headers={
            "Authorization": "Basic " + base64.b64encode(f"{KEY}:".encode()).decode(),
            "Content-Type": "application/json",
            "User-Agent": "scaleapi/2 Python/3",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            assert answer.status == 200, f"{method} {endpoint}: {answer.status} is a failure to this client"
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise Refused(refused.code, json.load(refused)["error"]) from refused


def quoted(name):
    return urllib.parse.quote(name, safe="")


def refusal(method, endpoint, **more):
    try:
        send(method, endpoint, **more)
    except Refused as refused:
        return {"status": refused.status, "message": str(refused)}
    raise AssertionError(f"{method} {endpoint} was not refused")


def project_payload(name, task_type, params):
    return {"type": task_type, "name": name, "params": params, "rapid": False, "studio": False, "datasetId": None}


def batch_payload(name, project, callback=""):
    return {"project": project, "name": name, "calibration_batch": False, "self_label_batch": False, "callback": callback, "metadata": {}}


def tasks(**given):
    """Page by page, as its generator does."""
    names = ["start_time", "end_time", "project", "batch", "completed_before", "completed_after", "tags", "updated_before", "updated_after", "unique_id"]
    params = {**dict.fromkeys(names), "include_attachment_url": True, **given}
    found, token = [], None
    while True:
        page = send("GET", "tasks", params={**params, "next_token": token, "limit": 2})
        found += page["docs"]
        token = page.get("next_token")
        if not token:
            return found


def until_completed(batch):
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        status = send("GET", f"batches/{quoted(batch)}/status")
        if status["status"] == "completed":
            return status
        assert time.monotonic() < deadline, f"the batch is not completed: {status}"
        time.sleep(0.2)


def main():
    walked = {}
    project, batch = "cows / 소", "batch 1/2"
    walked["project"] = send("POST", "projects", body=project_payload(project, "imageannotation", {"instruction": "Draw a box around each cow."}))
    walked["taken"] = refusal("POST", "projects", body=project_payload(project, "imageannotation", None))
    walked["updated"] = send("POST", f"projects/{quoted(project)}/setParams", body={"patch": True, "callback_url": CALLBACK})
    walked["projects"] = [one["name"] for one in send("GET", "projects")]
    walked["batch"] = send("POST", "batches", body=batch_payload(batch, project, CALLBACK))

    image = {"attachment_type": "image", "attachment": IMAGE, "geometries": {"box": {"objects_to_annotate": ["Baby Cow", "Big Cow"], "min_height": 1, "min_width": 1}}}
    first = send("POST", "task/imageannotation", body={"project": project, "batch": batch, "unique_id": "c235d023af73", "tags": ["a"], **image})
    second = send("POST", "task/imageannotation", body={"batch": batch, "instruction": "All of them.", **image})
    walked["task"] = second
    walked["duplicate"] = refusal("POST", "task/imageannotation", body={"batch": batch, "unique_id": "c235d023af73", **image})

    task = f"task/{first['task_id']}"
    walked["tags"] = [
        send("PUT", f"{task}/tags", body=["b", "c"])["tags"],
        send("DELETE", f"{task}/tags", body=["a", "x"])["tags"],
        send("POST", f"{task}/tags", body=["z"])["tags"],
    ]
    walked["cleared"] = "unique_id" in send("DELETE", f"{task}/unique_id")
    walked["unique_id"] = send("POST", f"{task}/unique_id", body={"unique_id": "new"})["unique_id"]
    walked["metadata"] = send("POST", f"{task}/setMetadata", body={"myKey": "myValue"})["metadata"]

    walked["staged"] = send("GET", f"batches/{quoted(batch)}/status")
    walked["finalized"] = send("POST", f"batches/{quoted(batch)}/finalize")["status"]
    walked["completed"] = until_completed(batch)
    walked["late"] = refusal("POST", "task/imageannotation", body={"batch": batch, **image})
    walked["of_batch"] = [one["task_id"] for one in tasks(project=project, batch=batch, status="completed")]
    walked["by_unique_id"] = [one["task_id"] for one in tasks(project=project, unique_id=["new", "none"])]
    walked["limited"] = tasks(batch=batch, limited_response=True)[0]
    walked["response"] = send("GET", task)["response"]
    walked["batches"] = send("GET", "batches", params={"project": project, "offset": 0, "exclude_archived": False, "status": "completed"})
    walked["made"] = [second["task_id"], first["task_id"]]

    for name, body in {
        "namedentityrecognition": {"text": "Ann met Bob in Seoul.", "labels": [{"name": "person", "display_name": "Person"}, {"name": "place"}]},
        "textcollection": {
            "attachments": [{"type": "website", "content": "https://www.example.com/"}],
            "fields": [
                {"type": "category", "field_id": "category_field", "title": "Choose", "choices": [{"label": "Right", "value": "right"}, {"label": "Wrong", "value": "wrong"}]},
                {"type": "text", "field_id": "why", "title": "Why", "required": False},
            ],
            "responses_required": 1,
            "priority": 30,
        },
    }.items():
        made = send("POST", f"task/{name}", body={"callback_url": CALLBACK, "clear_unique_id_on_error": True, **body})
        walked[name] = send("GET", f"task/{made['task_id']}")

    held = send("POST", "batches", body=batch_payload("never", project))["name"]
    kept = send("POST", "task/imageannotation", body={"batch": held, "unique_id": "again", **image})
    walked["canceled"] = send("POST", f"task/{kept['task_id']}/cancel?clear_unique_id=true")
    print(json.dumps(walked))


main()
