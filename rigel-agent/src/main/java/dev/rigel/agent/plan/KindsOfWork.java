package dev.rigel.agent.plan;

import java.util.List;
import java.util.regex.Pattern;

/** The kinds of work that requests ask for, by the words that ask and the calls that do them. */
final class KindsOfWork {
  /** What is to be left as it is is not looked for. */
  private static final String NOT_LEFT = "(?<!not the )(?<!leave the )(?<!keep the )";

  /** Who turns a picture gray, or into something, does not turn it round. */
  private static final String NOT_INTO =
      "(?! (?:(?:it|them|this|that|both|everything|all)|(?:the|this|that|both|all|my) (?:the )?\\p{L}+)"
          + " (?:in)?(?:to\\b|gr[ae]y|black))";

  private static final String PAPER =
      "(?:letter|invoice|bill|contract|agreement|report|form|receipt)";

  /**
   * Work that changes or makes something; a question about how a picture is does not ask for it.
   */
  static final List<Work> CHANGES =
      List.of(
          work(
                  // "All rotated copies" are to be found, not to be made.
                  "rotat(?:e|ing)|(?<!(?:all|any|each|every) )rotated|upside down|quarter turn|\\d+ ?(?:degrees|°)",
                  "rotate\\(",
                  "rotate")
              .opening("turned = rotate"),
          work("mirror(?:ed)?|flip(?:ped)?", "flip\\(|rotate\\(", "flip").opening("flipped = flip"),
          work(
                  "gr[ae]y|gr[ae]yscale|black[- ]and[- ]white|monochrome|desaturate",
                  "grayscale\\(|saturation|binary_mask\\(",
                  "make it gray")
              .opening("plain = grayscale"),
          work("pixelate", "pixelate\\(", "pixelate").opening("hidden = pixelate"),
          work("blur", "blur\\(|pixelate\\(", "blur").opening("hidden = blur"),
          work(
                  "crop|cut (?:out|off|away)|cut the .{1,40} out",
                  "crop\\(|half\\(|remove_background\\(|erase\\(|select\\(",
                  "crop")
              .opening("part = crop"),
          work(
                  "(?:left|right|upper|lower|top|bottom)(?:-hand)? half|(?:upper|lower|left|right) halves",
                  "half\\(|crop\\(|0\\.5",
                  "take the half")
              .opening("part = half"),
          work(
                  "(?:put|show|place|set|line)\\b.{0,80}\\b(?:side by side|next to|beside|in a row)",
                  "side_by_side\\(|montage\\(",
                  "show them side by side")
              .opening("joined = side_by_side"),
          work("collage|grid|contact sheet|mosaic", "montage\\(", "make a collage")
              .opening("sheet = montage"),
          work(
                  "enlarge|shrink|resize|scale|twice (?:the|its) size|three times (?:the|its) size|pixels (?:wide|high)",
                  "resize\\(|upscale\\(",
                  "resize")
              .opening("resized = resize"),
          work("redact|black(?:ed)? out", "redact\\(|draw\\(|blur\\(|pixelate\\(", "redact")
              .opening("clean = redact"),
          work("number (?:the|all|each|every)", "number\\(|enumerate\\(", "number them")
              .opening("numbered = number"),
          work("watermark", "watermark\\(", "set a watermark").opening("stamped = watermark"),
          work(
                  "(?:mark|outline|highlight)(?:ed)?|(?:box|frame|rectangle)(?:es|s)? (?:only )?around",
                  "draw\\(|number\\(|mask_overlay\\(|\\.polygons",
                  "mark")
              .opening("marked = draw"),
          work("translate|summari[sz]e|summary", "write\\(", "word it").opening("told = write"),
          work(
                  "(?:make|create|generate|need|put .{1,60} into)\\b(?! the\\b).{0,30}\\bqr\\b",
                  "qr\\(",
                  "make a QR code")
              .opening("code = qr"),
          work("(?:bar|pie|line) chart|plot", "chart\\(", "draw a chart").opening("drawn = chart"),
          work(
                  "(?:remove|delete|drop|throw out|take out) (?:the )?(?:\\w+ )?pages?(?: \\d+)?",
                  "select\\(",
                  "take the page out")
              .opening("rest = select"),
          work("(?:as|into) (?:a |one |a new )?pdf|pdf of", "documents?=", "give a document")
              .opening("whole ="),
          work(
                  "(?:remove|delete|drop|erase|clear|take away|get rid of) (?:the |its )?background"
                      + "|without (?:the |a )?background",
                  "remove_background\\(",
                  "remove the background")
              .beginning("free = remove_background"));

  /** Work that chooses, compares, counts and looks for something. */
  static final List<Work> CHOICES =
      List.of(
          work(
                  "largest|biggest|smallest|smaller|tallest|widest|highest|lowest|longest|shortest|cheapest"
                      + "|most expensive|earliest|latest|oldest|newest|nearest|furthest"
                      + "|left-?most|right-?most|top-?most|bottom-?most|further (?:down|up|left|right)",
                  "max\\(|min\\(|sorted\\(|\\.sort\\(|\\[-?\\d*:?-?\\d*]|<|>",
                  "choose by size, place or value")
              .opening("chosen ="),
          work(
              "(?:above|over|at least|more than|below|under|less than|fewer than|at most|exceeds?)"
                  + " (?:of )?[€$£]?\\d[\\d.,]*",
              "[<>]",
              "compare with the limit"),
          work(
              "(?:which|what|what's|when|who|how much)\\b.{0,60}\\b(?:ticket|receipt|menu|card|sign|letter|bill"
                  + "|invoice|contract|label|timetable)",
              "read\\(|text\\(|extract\\(|search\\(|barcodes\\(|tables\\(|fields\\(|layout\\(|markdown\\(|colors\\(|info\\(|faces\\(|people\\(|classify\\(",
              "say what is written there"),
          work(
                  "(?:the|one) (?:\\w+ )?in the middle|the middle (?!of\\b|part\\b)\\w+|(?:second|third|fourth) (?:\\w+ )?from (?:the )?(?:left|right|top|bottom)",
                  "sort|\\[-?\\d+:?-?\\d*]|[<>]|center\\(|half\\(|crop\\(",
                  "choose the one in the middle")
              .opening("chosen ="),
          work(
                  PAPER
                      + " (?:before|behind|after|in front of|ahead of) (?:the |this |that )?"
                      + PAPER,
                  "choose\\(|text\\(|read\\(|search\\(",
                  "see which document is which")
              .beginning("kind = choose"),
          work("average|the mean of", "/|mean", "take the average").opening("mean ="),
          work(
                  "how many (?:of the )?pages (?:contain|mention|have|speak|show|name|(?:does|do) (?!(?:this|that|the|it)\\b)|is|are \"|talk|say)|number of pages (?:with|that|on)",
                  "\\.page\\b|in pages\\(|text\\(\\w+, |set\\(",
                  "count pages, not places")
              .opening("places = set"),
          work(
              "(?:except|apart from|but (?:not )?the|other than|without) (?:for )?(?:the )?\\w*"
                  + " ?(?:first|last|left-?most|right-?most|largest|biggest|smallest|one|left|right|middle)",
              "\\[:?-?\\d*:?-?\\d*]|!=|not in|[<>]|\\bselect\\(",
              "leave one out"),
          work(
              "(?:on|at) (?:which|what) page(?: number)?|which page is",
              "\\.pages?\\b|pages\\(|text\\(\\w+, |\\bsplit\\(",
              "say the number of a page"),
          work(
                  "how (?:long|thick)\\b.{0,40}\\bin pages|how many pages (?:long|are there|has|does it have|in all)"
                      + "|number of pages(?! (?:with|that|on))",
                  "\\.pages?\\b|pages\\(",
                  "count the pages")
              .beginning("count = info"),
          work(
                  "(?:remove|delete|drop|without|leave out|throw out|take out|all but|except) .{0,20}\\b(?:first|last|front|cover) page",
                  "range\\(|\\.pages\\b",
                  "leave out a page of however many there are")
              .beginning("count = info"),
          work(
                  "(?:sender|recipient|issuer|addressee|supplier|vendor)s?",
                  "extract\\(|text\\(|read\\(|fields\\(",
                  "read who it is")
              .beginning("fields = extract"),
          work("add up|the sum of", "sum\\(|\\+", "add up").opening("total = sum"),
          work(
              "(?:from )?(?:left to right|right to left|top to bottom)",
              "sort|flip",
              "put in order"),
          work(
                  "(?:qr|bar)[- ]?codes?|(?:the|this|both|each|every|two) codes?",
                  "barcodes\\(|\\bqr\\(",
                  "look at the code")
              .beginning("codes = barcodes"),
          work(
                  NOT_LEFT + "amounts(?! to\\b)",
                  "\"amount\"|numbers\\(|extract\\(",
                  "look for amounts")
              .beginning("found = find_text"),
          work(NOT_LEFT + "dates", "\"date\"|extract\\(", "look for dates")
              .beginning("found = find_text"),
          work(NOT_LEFT + "phone numbers", "\"phone\"|extract\\(", "look for phone numbers")
              .beginning("found = find_text"),
          work(
                  "(?:what|which|find|list|name|show|give|read|see|any|all|a)\\b.{0,20}\\b(?:web ?sites?|web addresse?s?|home ?pages?)",
                  "\"url\"|barcodes\\(|extract\\(",
                  "look for web addresses")
              .beginning("found = find_text"),
          work(
                  NOT_LEFT + "e-?mail addresses",
                  "\"email\"|@|extract\\(",
                  "look for e-mail addresses")
              .beginning("found = find_text"));

  /** Work that nobody wants who does not ask for it. */
  static final List<Work> UNASKED =
      List.of(
          work(
              "faces?|heads?|people|persons?|portraits?|wom[ae]n|m[ae]n|anonymi\\w*|who\\w*|every(?:body|one)"
                  + "|anybody|anyone|somebody|someone|nobody|identit\\w*|girls?|boys?|child\\w*|crowd"
                  + "|front|unrecogni\\w*|passport|smil\\w*|eyes?|selfie|humans?|characters?|players?|guys?",
              "\\bfaces\\(",
              "look for faces"),
          work(
              "kinds?|types?|sorts?|class\\w*|categor\\w*|what|which|is (?:this|it)|an? \\w+ or an?|documents|papers|piles?|stack",
              "\\bclassify\\(",
              "say what kind of document it is"),
          work(
              "pos(?:e|es|ed|ing|ture)|joints?|skelet\\w*|bod(?:y|ies)|key ?points?|limbs?|arms?|legs?|elbows?|knees?"
                  + "|shoulders?|wrists?|ankles?|hips?|nose|eyes?|feet|foot|figures?|hands?|raised?|stand\\w*|sit\\w*",
              "\\bpose\\(",
              "look for poses"),
          work(
              "split\\w*|separat\\w*|apart|piles?|stacks?|bundles?|batch|documents|papers|belong\\w*|divid\\w*|sort\\w*"
                  + "|kinds?|begin\\w*|starts?|each|own|parts?|pieces?",
              "(?<!\\.)\\bsplit\\(",
              "take the document apart"),
          work(
              "chang\\w*|differ\\w*|same|compar\\w*|match\\w*|identical|alike|similar\\w*|likeness|resembl\\w*|cop(?:y|ies)"
                  + "|new|moved?|turned|degrees|missing|gone|added|between|against|before and after",
              "\\bcompare\\(",
              "compare the pictures"),
          work(
              "redact\\w*|black\\w*|hid(?:e|es|den|ing)|remov\\w*|delet\\w*|conceal\\w*|anonymi\\w*|censor\\w*|cover\\w*"
                  + "|eras\\w*|secret\\w*|private|privacy|protect\\w*|sensitive|personal|clean\\w*|strik\\w*|cross\\w*"
                  + "|unreadable|illegible|unrecogni\\w*|mask\\w*|obscur\\w*|gone|disappear\\w*|nobody",
              "\\bredact\\(",
              "redact"),
          work(
              "sums?|totals?|totalling|add(?:s|ed|ing)?|plus|together|altogether|all|both|combined|overall"
                  + "|average|mean|share|percent\\w*|%|portion|fraction|come to|how (?:many|often)|count|number of|and|worth"
                  + "|entire|whole|in sum|balance|spen[dt]\\w*|area|cover\\w*|take up",
              "\\bsum\\(", "add up"),
          work("hands?|fingers?|gestur\\w*|thumbs?|wav\\w*", "\\bhands\\(", "look for hands"),
          work("codes?|qr\\w*", "\\bqr\\(", "make a QR code"),
          work(
              "side[- ]by[- ]side|next to|besides?|alongside|in a (?:row|line)|line|rows?|together|join\\w*|in one|into one"
                  + "|compar\\w*|before|original|combin\\w*|collage|montage|grid|sheet|swap\\w*|exchang\\w*|halves|stitch\\w*"
                  + "|panorama|cop(?:y|ies)|left|right|other|versions?|attach\\w*|append\\w*|spread|stack\\w*",
              "\\bside_by_side\\(",
              "show things side by side"),
          work(
              "\\w*colou?r\\w*|hues?|tones?|shades?|tints?|palette|paint\\w*|red|green|blue|yellow|brown"
                  + "|black|white|gr[ae]y\\w*|orange|pink|purple|dark\\w*|bright\\w*",
              "\\bcolors\\(",
              "look at colours"),
          work("charts?|plot|graph|diagram|bars?|pie|curve", "chart\\(", "draw a chart"),
          work("flip\\w*|mirror\\w*|reflect\\w*|around", "\\bflip\\(", "flip"),
          work("gr[ae]y\\w*|black|colou?rs?|monochrome|photocopy", "grayscale\\(", "make it gray"),
          work(
              "rotat\\w*|turn\\w*"
                  + NOT_INTO
                  + "|upside|upright|quarter|degrees|°|clockwise|sideways|head|tilt\\w*"
                  + "|portrait|landscape|straight\\w*|orient\\w*|lying|round",
              "\\brotate\\(",
              "rotate"),
          work(
              "resiz\\w*|(?:up)?scal\\w*|large\\w*|enlarg\\w*|small\\w*|big\\w*|sizes?|pixels?|corner|(?:by|in) half|half (?:as|its|the (?:size|width|height)|of (?:its|the (?:size|width|height)))|twice|double"
                  + "|tripl\\w*|times|shrink\\w*|width|height|wide|high|thumbnail|percent|%|zoom\\w*|fit"
                  + "|reduc\\w*|tiny|magnif\\w*|resolution|detail|px|\\d+x",
              "\\b(?:resize|upscale)\\(", "resize"),
          work(
              "eras\\w*|remov\\w*|delet\\w*|away|out|off|retouch\\w*|disappear\\w*|vanish\\w*|rid"
                  + "|without|clean\\w*",
              "\\berase\\(",
              "erase"),
          work(
              "e-?mails?|\\w*mails?|address\\w*|contacts?|@",
              "find_text\\([^()]*\"email\"",
              "look for e-mail addresses"),
          work(
              "\\w*phone\\w*|numbers?|call\\w*|contacts?|tel|fax|mobile|reach\\w*",
              "find_text\\([^()]*\"phone\"",
              "look for phone numbers"),
          work(
              "\\w*dat(?:e|es|ed|um)|days?|when|years?|months?|time|old|oldest|new|newest|due|latest"
                  + "|earliest|appointments?|deadlines?|expir\\w*|until|since|born|birthday|valid|long",
              "find_text\\([^()]*\"date\"",
              "look for dates"),
          work(
              "\\w*amounts?|\\w*prices?|sums?|totals?|costs?|money|pa(?:y|id|ys|ying|yments?)|fees?|charges?|due"
                  + "|how much|dear\\w*|cheap\\w*|expensive|euros?|dollars?|pounds?|[€$£]\\S*|bank details|figures?"
                  + "|values?|numbers?|discount|vat|tax\\w*|percent|owe\\w*|bills?|invoices?|spen[dt]\\w*|tip|eur|usd|add",
              "find_text\\([^()]*\"amount\"",
              "look for amounts"),
          work(
              "web\\w*|links?|urls?|sites?|home ?pages?|address\\w*|internet",
              "find_text\\([^()]*\"url\"",
              "look for web addresses"),
          work(
              "ibans?|accounts?|bank\\w*|transfer|pay",
              "find_text\\([^()]*\"iban\"",
              "look for IBANs"));

  private KindsOfWork() {}

  private static Work work(String asked, String done, String what) {
    return new Work(
        Pattern.compile("(?i)(?<![\\p{L}\\p{N}-])(?:" + asked + ")(?![\\p{L}\\p{N}])"),
        Pattern.compile(done),
        what,
        "",
        false);
  }
}
