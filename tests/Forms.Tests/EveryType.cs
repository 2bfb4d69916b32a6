namespace Hitl.Forms.Tests;

/// <summary>A field of each type, with every option that it has.</summary>
internal static class EveryType
{
    public static readonly string[] Fields =
    [
        """{"type":"content_display","name":"shown","source":"text","editable":true,"format":"markdown"}""",
        """{"type":"boolean","name":"approved","label":"Approve?","description":"Look **twice**.","required":true,"hotkey":"a"}""",
        """{"type":"text","name":"reason","min_length":2,"max_length":50,"pattern":"^[a-z ]+$","example":"too dark","visible_if":{"field":"approved","equals":false}}""",
        """{"type":"long_text","name":"remarks","max_length":2000}""",
        """{"type":"number","name":"age","min":0,"max":120,"step":0.5}""",
        """{"type":"slider","name":"quality","min":0,"max":100,"step":5}""",
        """{"type":"rating","name":"stars","size":5,"min_label":"bad","max_label":"good"}""",
        """{"type":"likert","name":"agree","size":7}""",
        """{"type":"choice","name":"kind","choices":["cat",{"value":"dog","label":"A dog","description":"It barks.","colour":"#ff8800","key":"d"}],"ids":{"17":"cat"}}""",
        """{"type":"choices","name":"traits","choices":["old","young","big"],"min_chosen":1,"max_chosen":2}""",
        """{"type":"ranking","name":"order","choices":["first","second","third"]}""",
        """{"type":"fields","name":"pieces","fields":{"title":"The title","top_result":"The first result"}}""",
        """{"type":"spans","name":"entities","source":"text","labels":["person",{"value":"place","colour":"green"}],"overlap":true,"min":0,"max":20}""",
        """{"type":"boxes","name":"animals","source":"files[0]","labels":["cow"],"max":6,"min_size":{"width":10,"height":5},"with_labels":false}""",
        """{"type":"polygons","name":"outlines","labels":["roof"]}""",
        """{"type":"lines","name":"roads"}""",
        """{"type":"points","name":"eyes","max":2}""",
        """{"type":"transcript","name":"speech","verbatim":true}""",
        """{"type":"segments","name":"speakers","labels":["she","he"]}""",
        """{"type":"comparison","name":"compared","choices":["same","other"],"fields":{"difference":"What differs"},"sources":["files[0]","attachments[1]"]}""",
        """{"type":"call","name":"called","script":"Hello {{name}}","phone_number":"+15055006865","entity_name":"Ada","choices":["happy"],"fields":{"email":"Address"}}""",
        """{"type":"date","name":"day"}""",
        """{"type":"url","name":"page"}""",
        """{"type":"email","name":"address"}""",
        """{"type":"json","name":"raw"}""",
    ];
}
