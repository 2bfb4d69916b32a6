namespace Hitl.Dialects.Tests.Scale;

/// <summary>The curl lines of Scale's document and what it prints under them, letter by letter.</summary>
internal static class TheDocument
{
    public const string CategorizeCurl = """
        curl "https://api.scaleapi.com/v1/task/categorize" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d instruction="Is this company public or private?" \
          -d attachment_type=website \
          -d attachment="http://www.google.com/" \
          -d categories=public \
          -d categories=private
        """;

    public const string CategorizeTask = """
        {
          "task_id": "576ba74eec471ff9b01557cc",
          "created_at": "2016-06-23T09:09:34.752Z",
          "callback_url": "http://www.example.com/callback",
          "type": "categorization",
          "status": "pending",
          "instruction": "Is this company public or private?",
          "urgency": "day",
          "params": {
            "attachment_type": "website",
            "attachment": "http://www.google.com/",
            "categories": [
              "public",
              "private"
            ]
          },
          "metadata": {}
        }
        """;

    public const string TranscriptionCurl = """
        curl "https://api.scaleapi.com/v1/task/transcription" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d instruction="Transcribe the given fields." \
          -d attachment_type=website \
          -d attachment="http://news.ycombinator.com/" \
          -d fields[title]="Title of Webpage" \
          -d fields[top_result]="Title of the top result"
        """;

    public const string TranscriptionTask = """
        {
          "task_id": "576de9dc1ea5f917d56fc2a0",
          "created_at": "2016-06-25T02:18:04.248Z",
          "callback_url": "http://www.example.com/callback",
          "type": "transcription",
          "status": "pending",
          "instruction": "Transcribe the given fields.",
          "urgency": "day",
          "params": {
            "fields": {
              "title": "Title of Webpage",
              "top_result": "Title of the top result"
            },
            "attachment": "http://news.ycombinator.com/",
            "attachment_type": "website"
          },
          "metadata": {}
        }
        """;

    public const string PhonecallCurl = """
        curl "https://api.scaleapi.com/v1/task/phonecall" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d instruction="Call this person and follow the script provided, recording responses" \
          -d phone_number=5055006865 \
          -d entity_name="Alexandr Wang" \
          -d script="Hello {{name}}! Are you happy today? (pause) One more thing - what is your email address?" \
          -d fields[email]="Email Address" \
          -d choices="He is happy" \
          -d choices="He is not happy"
        """;

    public const string PhonecallTask = """
        {
          "task_id": "5771bc6631b72659f0d3692b",
          "created_at": "2016-06-27T23:53:10.367Z",
          "callback_url": "http://www.example.com/callback",
          "type": "phonecall",
          "status": "pending",
          "instruction": "Call this person and follow the script provided, recording responses",
          "script": "Hello {{name}}! Are you happy today? (pause) One more thing - what is your email address?",
          "urgency": "day",
          "params": {
            "fields": {
              "email": "Email Address"
            },
            "choices": [
              "He is happy",
              "He is not happy"
            ],
            "entity_name": "Alexandr Wang",
            "phone_number": "5055006865"
          },
          "metadata": {}
        }
        """;

    public const string ComparisonCurl = """
        curl "https://api.scaleapi.com/v1/task/comparison" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d instruction="Do the objects in these images have the same pattern?" \
          -d attachment_type=image \
          -d attachments="http://i.ebayimg.com/00/$T2eC16dHJGwFFZKjy5ZjBRfNyMC4Ig~~_32.JPG" \
          -d attachments="http://images.wisegeek.com/checkered-tablecloth.jpg" \
          -d choices="yes" \
          -d choices="no"
        """;

    public const string ComparisonTask = """
        {
          "task_id": "5774cc78b02487c424f089dd",
          "created_at": "2016-06-30T07:38:32.368Z",
          "callback_url": "http://www.example.com/callback",
          "type": "comparison",
          "status": "pending",
          "instruction": "Do the objects in these images have the same pattern?",
          "urgency": "day",
          "params": {
            "choices": [
              "yes",
              "no"
            ],
            "attachment_type": "image",
            "attachments": [
              "http://i.ebayimg.com/00/$T2eC16dHJGwFFZKjy5ZjBRfNyMC4Ig~~_32.JPG",
              "http://images.wisegeek.com/checkered-tablecloth.jpg"
            ]
          },
          "metadata": {}
        }
        """;

    public const string AnnotationCurl = """
        curl "https://api.scaleapi.com/v1/task/annotation" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d instruction="Draw a box around each **baby cow** and **big cow**." \
          -d attachment_type=image \
          -d attachment="http://i.imgur.com/v4cBreD.jpg" \
          -d objects_to_annotate="baby cow" \
          -d objects_to_annotate="big cow" \
          -d with_labels=true \
          -d examples[0][correct]=true \
          -d examples[0][image]="http://i.imgur.com/lj6e98s.jpg" \
          -d examples[0][explanation]="The boxes are tight and accurate" \
          -d examples[1][correct]=false \
          -d examples[1][image]="http://i.imgur.com/HIrvIDq.jpg" \
          -d examples[1][explanation]="The boxes are neither accurate nor complete"
        """;

    public const string AnnotationTask = """
        {
          "task_id": "5774cc78b01249ab09f089dd",
          "created_at": "2016-9-03T07:38:32.368Z",
          "callback_url": "http://www.example.com/callback",
          "type": "annotation",
          "status": "pending",
          "instruction": "Draw a box around each **baby cow** and **big cow**",
          "urgency": "day",
          "params": {
            "examples": [
              {
                "explanation": "The boxes are tight and accurate",
                "image": "http://i.imgur.com/lj6e98s.jpg",
                "correct": true
              },
              {
                "explanation": "The boxes are neither accurate nor complete",
                "image": "http://i.imgur.com/HIrvIDq.jpg",
                "correct": false
              }
            ],
            "with_labels": true,
            "objects_to_annotate": [
              "baby cow",
              "big cow"
            ],
            "attachment_type": "image",
            "attachment": "http://i.imgur.com/v4cBreD.jpg"
          },
          "metadata": {}
        }
        """;

    public const string DatacollectionCurl = """
        curl "https://api.scaleapi.com/v1/task/datacollection" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d instruction="Find the URL for the hiring page for the company with attached website." \
          -d attachment_type=website \
          -d attachment="https://www.scaleapi.com/" \
          -d fields[hiring_page]="Hiring Page URL"
        """;

    public const string DatacollectionTask = """
        {
          "task_id": "576de9dc1ea5f917d56fc2a0",
          "created_at": "2016-06-25T02:18:04.248Z",
          "callback_url": "http://www.example.com/callback",
          "type": "datacollection",
          "status": "pending",
          "instruction": "Find the URL for the hiring page for the company with attached website.",
          "urgency": "day",
          "params": {
            "fields": {
              "hiring_page": "Hiring Page URL"
            },
            "attachment": "http://www.scaleapi.com/",
            "attachment_type": "website"
          },
          "metadata": {}
        }
        """;

    public const string AudiotranscriptionCurl = """
        curl "https://api.scaleapi.com/v1/task/audiotranscription" \
          -u "{{ApiKey}}:" \
          -d callback_url="http://www.example.com/callback" \
          -d attachment_type=audio \
          -d attachment="https://storage.googleapis.com/deepmind-media/pixie/knowing-what-to-say/second-list/speaker-3.wav" \
          -d verbatim=false
        """;

    public const string AudiotranscriptionTask = """
        {
          "task_id": "582bfe0ee5d51cda4e903f4a",
          "created_at": "2016-11-16T06:34:54.884Z",
          "callback_url": "http://www.example.com/callback",
          "type": "audiotranscription",
          "status": "pending",
          "urgency": "day",
          "instruction": "Please transcribe the attached audio file.",
          "params": {
            "verbatim": false,
            "attachment_type": "audio",
            "attachment": "https://storage.googleapis.com/deepmind-media/pixie/knowing-what-to-say/second-list/speaker-3.wav"
          },
          "is_test": true,
          "metadata": {}
        }
        """;
}
