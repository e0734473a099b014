package dev.rigel.tools.reading;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a text may try with the system that reads it. A rule has signs that are enough alone, and
 * weaker ones that also stand in ordinary texts: those count only where two different ones stand in
 * one sentence, of whatever rule. No gap in a sign reaches over the end of a sentence.
 */
public enum InstructionRule {
  /** To set aside what the system was told. */
  IGNORE_INSTRUCTIONS(
      List.of(
          Words.OVERRIDE
              + ".{0,40}\\b(all|any|every|previous|prior|above|earlier|your|system|former|preceding"
              + "|existing|original)\\b.{0,25}\\b(instructions?|prompts?|guidelines?|commands?"
              + "|directives?|directions?|programming|constraints|restrictions|context)\\b",
          Words.OVERRIDE + ".{0,20}\\b(your|system) .{0,20}\\b(rules?|safety)\\b",
          Words.OVERRIDE
              + " (everything|all|anything|what(ever)?)\\b.{0,20}\\b(above|you were told"
              + "|you have been told|until now|so far|up to here)\\b",
          Words.OVERRIDE + ".{0,12}\\buser'?s? (question|request|prompt|instructions?|message)",
          "\\b(previous|prior|above|earlier|preceding|original)\\b (prompt|requests?|task|question)\\b"
              + ".{0,10}\\b(is|was|were|are)\\b.{0,20}\\b(fake|void|wrong|a test|invalid|cancelled)\\b",
          // Words that lost the spaces between them.
          "(ignore|disregard|forget|override|bypass)(all|any|the|your|my|of|these|previous|prior"
              + "|above|earlier|former|preceding|system){1,4}"
              + "(instruction|prompt|rule|direction|guideline|command|directive)",
          "\\b(ignorier|vergiss|vergesst|vergessen sie|missacht|übergeh)\\w*\\b.{0,40}\\b(?:\\w*anweisung"
              + "|\\w*regel|vorgabe|instruktion|\\w*befehl|prompt)\\w*",
          "\\b(ignore[rz]?|oublie[rz]?|néglige[rz]?|ne ten(ez|ons|ir) (pas|aucun) compte)\\b"
              + ".{0,12}\\b(les|tes|vos|mes|ces|des|toutes?|tous)\\b.{0,30}"
              + "\\b(instructions?|consignes?|règles?|directives?|ordres)\\b",
          "\\b(ignor[ae]|olvid[ae]|descart[ae]|dimentica|esque[cç]a)\\w*\\b.{0,40}\\b(instrucciones"
              + "|reglas|indicaciones|órdenes|directrices|istruzioni|regole|instruções|regras)",
          "(忽略|无视|忘记|忘掉|不要理会|不用管).{0,12}(指令|指示|提示|规则|要求|设定)"),
      List.of(
          "\\b(previous|prior|above|earlier|preceding)\\b (prompts?|requests?|conversation|tasks?"
              + "|directions?|instructions?)\\b",
          "\\b(begin|start|open) a new (conversation|session|chat)\\b",
          "\\b(text|request|message|prompt|instructions?|everything)\\b.{0,20}\\b(is|was|were|are)\\b"
              + ".{0,10}\\b(fake|void|wrong|a test|invalid|cancelled)\\b")),

  /** To be somebody else, or to begin another task. */
  NEW_ROLE(
      List.of(
          "\\byou are now\\b.{0,10}\\b(\\w+ mode\\b|dan\\b|an? (ai|unrestricted|unfiltered|evil|new"
              + " (assistant|model|ai))\\b)",
          "\\b(act|behave|respond|continue) as (an? |the )?(unrestricted|unfiltered|uncensored|evil"
              + "|jailbroken|dan|different (ai|model|assistant))\\b",
          "\\bpretend (to be|you are|that you are) (an? |the )?(ai|model|assistant|system|admin\\w*"
              + "|developer|dan)\\b",
          "\\bjailbreak\\w*\\b",
          "\\byour (real|actual|true) (task|job|purpose|instructions?|goal)\\b"),
      List.of(
          "\\bfrom (now|here) on,? (you|follow|only|answer|obey|always)\\b",
          "\\bnew (system )?(instructions?|prompt|orders?|directives?|task)\\s*(:|is\\b)",
          "\\b(real|actual|true) (task|instructions?|goal|question) (is|are)\\b",
          "\\b(developer|administrator|admin|root|god|debug) mode\\b",
          "\\bwithout (any )?(rules|limits|restrictions|filters|limitations)\\b",
          "\\b(limits?|restrictions?|filters?|rules?) (are|is|have been) (lifted|off|removed"
              + "|disabled)\\b",
          "\\b(now|you|must) obey\\b")),

  /** To give away what was told or is kept. */
  REVEAL_PROMPT(
      List.of(
          Words.GIVE
              + ".{0,30}\\b(system[ -]?prompt|(hidden|initial|original) prompt|your (prompt"
              + "|instructions|system message)|invite système|prompt du système|(mensaje|prompt) del"
              + " sistema)\\b",
          "(输出|显示|告诉|透露).{0,8}(系统提示|提示词|系统指令)",
          Words.GIVE
              + ".{0,30}\\b(api[ _-]?keys?|environment variables|credentials|access tokens?"
              + "|(the|all|any|every|stored|users?'?) (passwords?|secrets?))\\b",
          Words.GIVE
              + ".{0,30}\\b(contents? of )?(all|any|every)? ?(the )?other (files|sessions|documents"
              + "|artifacts|users)\\b",
          "\\b(files|documents|artifacts|sessions|data) of (the|other|all) users?\\b",
          "\\brepeat\\b.{0,20}\\b(words|text|everything|all)\\b (above|before)\\b.{0,30}"
              + "\\b(start|begin|you are)"),
      List.of("\\bsystem prompt\\b")),

  /** To open or carry something to an address. */
  FETCH_ADDRESS(
      List.of(
          "\\b(fetch|curl|wget|exfiltrate|navigate to)\\b.{0,40}(https?://|www\\.|\\d+\\.\\d+\\.\\d+\\.\\d+)",
          Words.SEND
              + " (me )?(all|every|any|user|the user'?s?)\\b.{0,30}\\b(data|files?|text|content"
              + "|conversation|history|messages|answers?|secrets?)\\b.{0,20}\\bto\\b.{0,30}(https?://|www\\.)",
          "\\b(append|add|attach|concatenate|embed|put)\\b.{0,50}\\b(to|in|into) the (address|url|link)\\b"),
      List.of(
          Words.SEND + ".{0,60}\\bto\\b.{0,30}(https?://|www\\.)",
          "\\b(visit|open|load|go to|request|access|call up)\\b.{0,20}(https?://|www\\.)",
          "\\bbefore (answering|responding|replying|you (answer|respond|reply))\\b",
          "\\b(envía|envíe|envoie|envoyez|sende|schicke)\\w*\\b.{0,60}https?://")),

  /** To call functions or to run code. */
  CALL_TOOL(
      List.of(
          "\\b(call|invoke|execute|trigger)\\b.{0,14}\\b(tool|plugin)\\b",
          "\\b(tool_calls?|function_calls?)\\b",
          "\\banswer\\s*\\(\\s*[\"'“”‘’{]",
          "\\b[a-z_]{3,}\\s*\\(\\s*(img|doc|vid|aud)\\d",
          "\\brm -rf\\b|\\bos\\.system\\b|\\bsubprocess\\b|/etc/passwd|\\bDROP TABLE\\b"),
      List.of(
          "\\b(use|run)\\b.{0,14}\\b(tool|plugin)\\b.{0,10}\\b(on|with|for)\\b",
          "\\b(call|invoke) (the )?\\w{0,12} ?function\\b",
          "\\b(img|doc)\\d\\b")),

  /** To look like part of a conversation with a model. */
  ROLE_MARKS(
      List.of(
          "<\\|?/?(tool_call|function_call|im_start|im_end|system|assistant|user|developer|prompt"
              + "|instructions?|endoftext)\\b",
          "\\[/?INST\\]|<<SYS>>|</?DATA\\b",
          "(^|\\W)###? ?(system|instructions?|assistant|human|response|developer)\\b",
          "(^|\\n)\\s*system (message|prompt)\\s*:\\s*(you|ignore|every|always|from)\\b",
          "(^|\\n)\\s*(system|assistant|developer)\\s*:\\s*(you|sure|ignore|i am|i have|i will|of course)\\b",
          "(^|\\n|\\. )(user|human)\\s*:(?s:.{1,200})\\b(assistant|ai|bot)\\s*:"),
      List.of("(^|\\n)\\s*(system|assistant|developer|ai)\\s*(message|prompt)?\\s*[:,]")),

  /** To be heard by a machine instead of by people. */
  ADDRESSES_MODEL(
      List.of(
          Words.MACHINE + ".{0,60}" + Words.DEMAND,
          Words.DEMAND + ".{0,20}" + Words.MACHINE,
          "\\bif you('re| are) an? (ai|llm|language model|chatbot|bot|machine|automated)\\b",
          "\\b(instructions?|notes?|message|orders?) (to|for) (the |all |any )?(ai|model|assistant|bot)s?\\b",
          "\\bas (the |an? )?(ai|assistant|model|bot|agent),? you (must|should|have to|are to|will)\\b",
          "\\b(the|any|every) (model|assistant|ai|bot) (must|should|shall|has to|is to)\\b.{0,12}"
              + "\\b(return|answer|respond|reply|output|say|report|classify|ignore|add)\\b"),
      List.of(
          "\\b(dear|hey|hello|attention,?) (ai|assistant|model|bot)\\b",
          "\\b(whoever|anyone who|when(ever)?( you are)?) (summari[sz]|process|analy[sz]|describ|transcrib)"
              + "(es?|ing|e)\\b",
          "(^|[.!?\\n] ?)(assistant|ai)\\s*[:,]")),

  /** To hide something from the user or to speak in their place. */
  DECEIVE_USER(
      List.of(
          "\\b(do not|don't|never|without)\\b (tell|inform|mention|show|reveal|let|alert|notif)\\w*\\b"
              + ".{0,25}\\bthe users?\\b",
          "\\b(secret|hidden|hide|conceal)\\b.{0,20}\\bfrom the users?\\b",
          "\\bthe user'?s? (has asked|asked|wants|has told|request(ed)?) you\\b",
          "\\b(rewrite|replace|change) the user'?s? (request|question|prompt)\\b"),
      List.of("\\bthe user\\b")),

  /** To have a certain answer given, whatever is true. */
  FORCED_ANSWER(
      List.of("\\bevery (answer|response|reply) you\\b"),
      List.of(
          "\\b(answer|respond|reply|say|output|return|print|write)\\b.{0,4}\\b(only|just|always"
              + "|exactly|nothing but|simply)\\b.{0,12}(\\bwith\\b|\\bthe (json|word|sentence|phrase)\\b|[{'\"‘“])",
          "\\b(just|only|simply) (say|answer|reply|output|respond|return)\\b",
          "\\b(respond|reply|answer)\\b (with )?(the )?(word|phrase|sentence|['\"‘“])",
          "\\b(report|say|claim|state|pretend|answer|confirm)\\b that\\b",
          "\\b(to|in|of) (every|each|any) (question|answer|request|response)\\b",
          "\\bevery (answer|response) (ends|begins|starts|must|should)\\b",
          "\\bregardless of\\b|\\bwhatever is asked\\b|\\bno matter what\\b",
          "\\b(highest|top|full|best|maximum) (score|rating|marks?|grade)\\b|\\b10 (out )?of 10\\b",
          "\\b(json|schema|output format)\\b",
          "\\bmust (add|include|contain|say) the (sentence|word|phrase|text|line)\\b",
          "\\bchange the (answer|amount|total|result|output)\\b",
          "\\{\\s*[\"“'][a-z_]+[\"”']\\s*:"));

  /** Words that several rules are made of. */
  private static final class Words {
    /** A command to set aside; forbidding or allowing it is none. */
    static final String OVERRIDE =
        "(?<!\\b(?:not|never|don't|may|can|might|to|must) )\\b(ignore|disregard|forget|override|bypass"
            + "|skip|stop following|do not follow|pay no attention to)\\b";

    static final String GIVE =
        "(?<!\\b(?:not|never|don't|may|can) )\\b(reveal|print|show|repeat|output|disclose|leak|display"
            + "|dump|list|return|send|include|affiche[rz]?|zeige?|nenne|gib|muestra|revela)\\b";

    static final String SEND = "\\b(send|post|upload|forward|submit|exfiltrate)\\b";

    static final String MACHINE =
        "\\b(ai (assistants?|models?|systems?|agents?|readers?)|llms?|(large |vision[- ]|visual )?"
            + "language models?|vision models?|chat ?gpt|gpt-?\\d\\w*|claude|gemini|copilot|chatbots?"
            + "|automated (reviewers?|readers?|assistants?|agents?|tools))\\b";

    static final String DEMAND =
        "\\b(must|should|ignore|say|answer|respond|reply|report|return|output|rate|recommend|classify"
            + "|stop|do not|don't|tell|write|give|mark|approve|forget|dear|attention|whatever|has to"
            + "|have to|disregard|follow)\\b";

    private Words() {}
  }

  private final List<Pattern> enough;
  private final List<Pattern> hints;

  InstructionRule(List<String> enough, List<String> hints) {
    this.enough =
        enough.stream()
            .map(sign -> sign.replace(".{0,", "[^.!?]{0,"))
            .map(InstructionRule::pattern)
            .toList();
    this.hints = hints.stream().map(InstructionRule::pattern).toList();
  }

  private static Pattern pattern(String expression) {
    return Pattern.compile(
        expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /** As it stands in warnings: {@code ignore-instructions}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a text has a sign that needs no other beside it. */
  boolean isIn(String text) {
    return enough.stream().anyMatch(pattern -> pattern.matcher(text).find());
  }

  /** The weaker signs. */
  List<Pattern> hints() {
    return hints;
  }
}
