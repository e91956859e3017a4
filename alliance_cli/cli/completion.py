"""`alliance completion`: a script that makes the shell complete commands, options, companies and talks."""

from enum import StrEnum
from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.output import write

app = App("completion")


class Shell(StrEnum):
    """The shells that a script is there for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


BASH = r"""_alliance() {
    local value quote=
    case "${COMP_WORDS[COMP_CWORD]}" in [\"\']*) quote=${COMP_WORDS[COMP_CWORD]:0:1} ;; esac
    COMPREPLY=()
    while IFS= read -r value; do
        [[ $value == :files ]] && { compopt -o default; COMPREPLY=(); return; }
        value=${value%%$'\t'*}
        case $quote in
            \") value=$(printf %s "$value" | sed 's/[\\"$`]/\\&/g') ;;
            \') value=$(printf %s "$value" | sed "s/'/'\\\\''/g") ;;
            *) value=$(printf %q "$value") ;;
        esac
        COMPREPLY+=("$value")
    done < <("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" "${quote}${2#"$quote"}" 2>/dev/null)
}
complete -F _alliance alliance
"""

ZSH = r"""#compdef alliance
_alliance() {
    local line
    local -a values told
    for line in "${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
        [[ "$line" == ":files" ]] && { [[ "$PREFIX" == --*=* ]] && compset -P 1 '*='; _files; return }
        [[ -z "$line" ]] && continue
        values+=("${line%%$'\t'*}")
        told+=("${line/$'\t'/  -- }")
    done
    compadd -U -l -d told -a values
}
if [[ "$funcstack[1]" == "_alliance" ]]; then _alliance "$@"; else compdef _alliance alliance; fi
"""

FISH = r"""function __alliance_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (command $words[1] __complete $words[2..-1] 2>/dev/null)
        if test "$line" = ":files"
            set -l option (string match -r -- '^--[^=]*=' (commandline -ct))
            set -l path (string replace -r -- '^--[^=]*=' '' (commandline -ct))
            __fish_complete_path $path | string replace -r -- '^' "$option"
            return
        end
        echo $line
    end
end
complete -c alliance -f -a '(__alliance_complete)'
"""

_SCRIPTS = {Shell.BASH: BASH, Shell.ZSH: ZSH, Shell.FISH: FISH}


@app.command(
    help="Print the completion script of a shell. To keep it: `alliance completion bash > "
    "~/.local/share/bash-completion/completions/alliance`, `alliance completion zsh > DIR/_alliance` with DIR in "
    "fpath, or `alliance completion fish > ~/.config/fish/completions/alliance.fish`.",
    epilog="Examples: alliance completion bash  |  alliance completion fish",
)
def completion(ctx: Context, shell: Annotated[str, Argument(help=f"One of: {', '.join(Shell)}.")]) -> None:
    """Print a script."""
    write(_SCRIPTS[options.word(Shell, shell, "SHELL")])
