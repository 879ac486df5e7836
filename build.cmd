@echo off
rem The entry on Windows: the same verbs as build.sh, which it runs with the bash of Git for Windows where that is installed.
rem Without it, plan, bench and test still work, with Pulumi's packages only.
setlocal
set "HERE=%~dp0"
set "HERE=%HERE:\=/%"
set "BASH="
for %%B in ("%LocalAppData%\Programs\Git\bin\bash.exe" "%ProgramFiles%\Git\bin\bash.exe") do if exist %%B set "BASH=%%~B"
if defined BASH goto bash
if "%~1"=="plan" goto program
if "%~1"=="bench" goto program
if "%~1"=="test" goto test
echo build.cmd: '%~1' needs Git for Windows (https://git-scm.com/download/win); without it there are: plan, bench, test.>&2
exit /b 2

:bash
"%BASH%" "%HERE%build.sh" %*
exit /b %ERRORLEVEL%

:program
dotnet build "%~dp0infra" -c Release -v:q -nologo -tl:off 1>&2 || exit /b 1
dotnet run --project "%~dp0infra" -c Release --no-build --no-launch-profile -- %*
exit /b %ERRORLEVEL%

:test
set "ARGUMENTS="
:next
shift
if "%~1"=="" goto run
set ARGUMENTS=%ARGUMENTS% %1
goto next
:run
dotnet test "%HERE%Infra.sln" -v:q -nologo -tl:off --logger "console;verbosity=normal"%ARGUMENTS% || exit /b 1
